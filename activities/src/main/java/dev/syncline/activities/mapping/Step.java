package dev.syncline.activities.mapping;

import org.jspecify.annotations.Nullable;

/** One function or type at work on a value. */
@FunctionalInterface
interface Step {
  @Nullable Object apply(@Nullable Object value, SourceRow row) throws MappingRefused;
}
