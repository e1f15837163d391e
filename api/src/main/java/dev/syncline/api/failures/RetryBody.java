package dev.syncline.api.failures;

import dev.syncline.api.requests.ApiBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which failures to retry; all where nothing is said.
 *
 * @param recordIds ids of failures
 */
record RetryBody(@Nullable String entity, @Nullable List<String> recordIds) implements ApiBody {
  static final RetryBody ALL = new RetryBody(null, null);
}
