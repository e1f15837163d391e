package dev.syncline.store.delivery;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that waits to be written to a system.
 *
 * @param data the record's data as it stands now
 * @param deleted whether the record is to be gone
 * @param version the record's version now
 * @param externalId the record's id in the system, where it has one
 * @param attempt how often it was tried before
 * @param loose whether it goes out without the references that wait for it in turn
 * @param uncertain whether the system may have the record already: an answer was lost
 */
public record OutboxRow(
    UUID id,
    long seq,
    String resource,
    String task,
    String entity,
    UUID recordId,
    String data,
    boolean deleted,
    int version,
    @Nullable String externalId,
    UUID syncId,
    int attempt,
    boolean loose,
    boolean uncertain) {}
