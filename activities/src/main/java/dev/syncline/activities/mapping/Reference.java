package dev.syncline.activities.mapping;

/**
 * What a source record says about a record of another entity.
 *
 * @param name the reference's name, which is the type of the link
 * @param externalId the other record's id in its own system
 */
public record Reference(String name, String entity, String externalId) {}
