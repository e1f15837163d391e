package dev.syncline.api.failures;

import dev.syncline.api.requests.ApiBody;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How to retry one failure.
 *
 * @param payload the source record, corrected by hand, in place of the one in the source
 */
record PayloadBody(@Nullable JsonNode payload) implements ApiBody {}
