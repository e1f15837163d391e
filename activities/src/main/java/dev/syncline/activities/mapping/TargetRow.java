package dev.syncline.activities.mapping;

import org.jspecify.annotations.Nullable;

/** The values a record is made of, by target field, names sorted. */
final class TargetRow {
  private final String[] names;
  private final byte[][] encodedNames;
  private final @Nullable Object[] values;

  TargetRow(TargetShape shape, @Nullable Object[] values) {
    this.names = shape.names();
    this.encodedNames = shape.encoded();
    this.values = values;
  }

  /** A field's value; records have few fields, so that a walk beats a hash. */
  @Nullable Object value(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  /** Writes the record. */
  void write(CanonicalJson json) throws MappingRefused {
    json.raw('{');
    boolean first = true;
    for (int i = 0; i < names.length; i++) {
      if (values[i] == null) {
        continue;
      }
      if (!first) {
        json.raw(',');
      }
      first = false;
      json.raw(encodedNames[i]);
      try {
        json.value(values[i]);
      } catch (MappingRefused refused) {
        throw refused.inField(names[i]);
      }
    }
    json.raw('}');
  }
}
