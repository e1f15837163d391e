package dev.syncline.definitions;

/** When a task runs by itself: five-field cron, {@code @daily} forms or {@code @every 15m}. */
public record ScheduleSpec(String cron, String timezone, String mode, boolean enabled) {}
