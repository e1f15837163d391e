package dev.syncline.workflows.notification;

/** The task whose ends are told. */
public record NotificationInput(String tenant, String task) {}
