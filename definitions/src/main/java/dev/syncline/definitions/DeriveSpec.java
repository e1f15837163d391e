package dev.syncline.definitions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A further record made from the same source record: one, or one for each element of a list.
 *
 * @param when an expression, or null for always; with {@code each} over the element
 * @param each the way to the list, or null for one record
 * @param key the element's field that identifies it inside its parent; null for its position
 * @param fields empty copies every field
 * @param link the type of the link to the parent, or null
 */
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

  /** The type of the link to the parent. */
  public String linkType() {
    return link == null ? "derived_from" : link;
  }

  /** What tells this entry's records from those of the task's other entries. */
  public String discriminator() {
    return link == null ? entity : entity + ":" + link;
  }
}
