package dev.syncline.definitions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types a field may have, and the options each of them takes. */
public final class FieldTypes {
  /** Options of every field. */
  public static final Set<String> COMMON_OPTIONS = Set.of("default", "map");

  private static final Map<String, Set<String>> OPTIONS = new LinkedHashMap<>();

  static {
    OPTIONS.put("string", Set.of("max_length", "pattern"));
    OPTIONS.put("integer", Set.of("min", "max", "locale"));
    OPTIONS.put("decimal", Set.of("min", "max", "scale", "locale"));
    OPTIONS.put("boolean", Set.of());
    OPTIONS.put("date", Set.of("format", "locale"));
    OPTIONS.put("timestamp", Set.of("format", "locale", "timezone"));
    OPTIONS.put("email", Set.of());
    OPTIONS.put("phone", Set.of("region", "locale"));
    OPTIONS.put("enum", Set.of("values"));
    OPTIONS.put("json", Set.of());
  }

  private FieldTypes() {}

  public static List<String> names() {
    return List.copyOf(OPTIONS.keySet());
  }

  /** The options that a type takes besides the common ones. */
  public static Set<String> options(String type) {
    return OPTIONS.getOrDefault(type, Set.of());
  }
}
