package dev.syncline.store.webhook;

/**
 * A record that a call was about.
 *
 * @param externalId empty where the call named none
 */
public record ChangedRecord(String resource, String externalId) {}
