package dev.syncline.domain;

import java.util.Set;
import java.util.regex.Pattern;

/** Which names tenants, entities, tasks, connections and project slugs may have. */
public final class Names {
  /** One letter or digit, then up to 62 letters, digits, dots, underscores or hyphens. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  /** Words that stand in URLs where an entity would. */
  public static final Set<String> RESERVED_ENTITIES =
      Set.of("status", "failures", "retry", "schedules");

  public static final String DEFAULT_TENANT = "default-tenant";

  private Names() {}

  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  /** Returns the name, or throws {@code INVALID_REQUEST} telling what is allowed. */
  public static String require(String what, String name) {
    if (!isName(name)) {
      throw SynclineException.of(
          Category.INVALID,
          "INVALID_REQUEST",
          what
              + " '"
              + name
              + "' is not a valid name: use 1 to 63 letters, digits, '.', '_' or '-', starting with a"
              + " letter or digit");
    }
    return name;
  }

  /** As {@link #require}, refusing also the words that URLs reserve. */
  public static String requireEntity(String name) {
    if (RESERVED_ENTITIES.contains(name)) {
      throw SynclineException.of(
          Category.INVALID, "INVALID_REQUEST", "entity '" + name + "' is a reserved word");
    }
    return require("entity", name);
  }
}
