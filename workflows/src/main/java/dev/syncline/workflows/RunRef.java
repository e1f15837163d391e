package dev.syncline.workflows;

import java.util.UUID;

/** Names a run. */
public record RunRef(String tenant, UUID syncId) {}
