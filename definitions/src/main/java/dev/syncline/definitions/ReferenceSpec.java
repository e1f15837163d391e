package dev.syncline.definitions;

/** A link to a record of another entity, found by the external id that a source field holds. */
public record ReferenceSpec(String name, String entity, String externalIdField) {}
