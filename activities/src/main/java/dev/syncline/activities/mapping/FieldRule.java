package dev.syncline.activities.mapping;

import org.jspecify.annotations.Nullable;

/** One entry of the conversion schema, compiled: it fills one target field, or several. */
@FunctionalInterface
interface FieldRule {
  void fill(SourceRow row, @Nullable Object[] values) throws MappingRefused;
}
