package dev.syncline.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A further record made from the same source record: one, or one for each element of a list. */
public record DeriveSpec(
    String entity,
    @Nullable String when,
    @Nullable String each,
    @Nullable String key,
    List<FieldSpec> fields,
    @Nullable String link) {

  public DeriveSpec {
    fields = List.copyOf(fields);
  }
}
