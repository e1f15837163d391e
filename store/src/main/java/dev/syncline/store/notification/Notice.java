package dev.syncline.store.notification;

/**
 * A run that ended or waits for approval, of a task that notifies.
 *
 * @param status of the run
 * @param run what is told of it, as JSON text
 * @param trigger what started it
 */
public record Notice(String status, String run, String trigger) {}
