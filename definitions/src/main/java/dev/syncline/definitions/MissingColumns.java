package dev.syncline.definitions;

import dev.syncline.definitions.NamedFields.Named;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Refuses tasks that name fields which a system, that fixes its fields, does not have. */
public final class MissingColumns {
  private MissingColumns() {}

  /**
   * Throws INVALID with code MISSING_COLUMNS unless the system has all that is named.
   *
   * @param resource the table; null or empty for a query
   * @param fields those that it has
   */
  public static void refuse(
      @Nullable String resource, String connection, List<Named> named, Set<String> fields) {
    List<Named> missing = named.stream().filter(n -> !n.among(fields)).distinct().toList();
    if (!missing.isEmpty()) {
      throw SynclineException.of(
          Category.INVALID,
          "MISSING_COLUMNS",
          "%s has no columns %s; correct the names in the task, or add the columns. It has: %s"
              .formatted(
                  where(resource, connection),
                  missing.stream()
                      .map(n -> n.name() + " (" + n.place() + ")")
                      .collect(Collectors.joining(", ")),
                  String.join(", ", new TreeSet<>(fields))));
    }
  }

  /** The table, or the query, for a person. */
  public static String where(@Nullable String resource, String connection) {
    String what = resource == null || resource.isEmpty() ? "the query" : "'" + resource + "'";
    return what + " of '" + connection + "'";
  }
}
