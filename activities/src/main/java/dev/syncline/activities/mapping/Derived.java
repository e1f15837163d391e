package dev.syncline.activities.mapping;

import java.util.UUID;

/**
 * A further record made from a source record.
 *
 * @param link the type of its link to the record that the source row itself makes
 * @param externalId the source row's external id, {@code #}, entity and link and, for the element
 *     of a list, {@code #} and the element's key: the same in every run
 * @param data canonical JSON in UTF-8, as {@link Mapped#data()}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Derived(String entity, String link, String externalId, byte[] data, UUID hash) {}
