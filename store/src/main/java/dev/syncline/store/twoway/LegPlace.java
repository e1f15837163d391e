package dev.syncline.store.twoway;

/**
 * One system of a two-way task.
 *
 * @param leg 0 is the task's source
 */
public record LegPlace(
    String tenant, String entity, String task, int leg, String connection, String resource) {}
