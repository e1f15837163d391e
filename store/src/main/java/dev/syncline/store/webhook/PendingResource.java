package dev.syncline.store.webhook;

/** A resource of a connection that records wait to be read from. */
public record PendingResource(String tenant, String connection, String resource) {}
