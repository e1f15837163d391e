package dev.syncline.store.record;

import java.time.Instant;
import java.util.UUID;

/** An entry of the id map: a record's id in one system. */
public record ExternalId(
    String entity,
    UUID recordId,
    String connection,
    String resource,
    String externalId,
    Instant syncedAt) {}
