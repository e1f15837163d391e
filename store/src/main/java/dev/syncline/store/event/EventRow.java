package dev.syncline.store.event;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened in a run.
 *
 * @param id increases within a run
 * @param fields what belongs to it, as JSON text
 */
public record EventRow(long id, UUID syncId, String type, String fields, Instant at) {}
