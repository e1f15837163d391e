package dev.syncline.workflows.delivery;

/** The connection whose rows are delivered. */
public record DeliveryInput(String tenant, String connection) {}
