package dev.syncline.activities.mapping;

import org.jspecify.annotations.Nullable;

/** Where a target field's value comes from. */
@FunctionalInterface
interface ValueSource {
  @Nullable Object value(SourceRow row) throws MappingRefused;
}
