package dev.syncline.workflows.schedule;

import java.util.UUID;

/** Names a schedule. */
public record ScheduleRef(String tenant, UUID schedule) {}
