package dev.syncline.connectors.spi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record as the system holds it at this moment.
 *
 * @param version to be given to {@link WriteCommand}, so that a write on top of another's edit is
 *     {@link WriteOutcome.Stale}; null where the system has no versions
 * @param fields all fields, as a {@link Source} of the same resource reads them
 */
public record Current(String externalId, @Nullable String version, ObjectNode fields) {}
