package dev.syncline.workflows.webhook;

/** A resource that calls came about. */
public record WebhookRef(String tenant, String connection, String resource) {}
