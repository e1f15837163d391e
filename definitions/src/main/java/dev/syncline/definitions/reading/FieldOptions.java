package dev.syncline.definitions.reading;

import dev.syncline.definitions.DateFormats;
import dev.syncline.definitions.FieldTypes;
import dev.syncline.definitions.Regions;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the further keys of a field rule: which of them go with its type, and their values. */
final class FieldOptions {
  private static final List<String> KEYS =
      Keys.FIELD.subList(Keys.FIELD.indexOf("default"), Keys.FIELD.size());

  private final Section section;

  FieldOptions(Section section) {
    this.section = section;
  }

  Map<String, JsonNode> read(@Nullable String type) {
    Map<String, JsonNode> options = new LinkedHashMap<>();
    for (String key : KEYS) {
      if (!section.has(key)) {
        continue;
      }
      if (!goesWith(key, type)) {
        section.error(key, "does not go with " + (type == null ? "no type" : "type " + type));
        continue;
      }
      check(key);
      JsonNode value = section.normal().get(key);
      if (value != null) {
        options.put(key, value);
      }
    }
    if ("enum".equals(type)) {
      section.required("values");
    }
    boolean reversed =
        options.containsKey("min")
            && options.containsKey("max")
            && options.get("min").asDecimal().compareTo(options.get("max").asDecimal()) > 0;
    if (reversed) {
      section.error("min", "must not be above 'max'");
    }
    return options;
  }

  private static boolean goesWith(String key, @Nullable String type) {
    return FieldTypes.COMMON_OPTIONS.contains(key)
        || (type != null && FieldTypes.options(type).contains(key));
  }

  private void check(String key) {
    switch (key) {
      case "default" -> section.put(key, Trees.json(some(key)));
      case "map" -> map();
      case "values" -> values();
      case "format" -> formats();
      case "locale" -> locale();
      case "region" -> region();
      case "timezone" -> PolicyReader.timezone(section, key);
      case "min", "max" -> number(key);
      case "scale" -> section.whole(key, 0, 0, 30);
      case "max_length" -> section.whole(key, 1, 1, 10_000_000);
      default -> pattern();
    }
  }

  private Item some(String key) {
    Item item = section.item(key);
    return item == null ? section.at() : item;
  }

  private void map() {
    boolean scalars =
        section.entries("map").values().stream().allMatch(m -> m.value() instanceof Item.Scalar);
    if (!scalars) {
      section.error("map", "must turn texts into texts, numbers or booleans");
      return;
    }
    section.put("map", Trees.json(some("map")));
  }

  private void values() {
    JsonNode values = Trees.json(some("values"));
    boolean scalars = values.isArray() && !values.isEmpty();
    for (JsonNode value : values) {
      scalars &= value.isValueNode() && !value.isNull();
    }
    if (!scalars) {
      section.error("values", "must be a list of texts, numbers or booleans");
      return;
    }
    section.put("values", values);
  }

  private void formats() {
    List<String> problems = new ArrayList<>();
    for (String format : section.texts("format")) {
      DateFormats.problem(format, Locale.ROOT)
          .ifPresent(problem -> problems.add("'" + format + "' " + problem));
    }
    problems.forEach(problem -> section.error("format", problem));
  }

  private void locale() {
    String tag = section.text("locale");
    if (tag == null) {
      return;
    }
    try {
      new Locale.Builder().setLanguageTag(tag.replace('_', '-')).build();
    } catch (IllformedLocaleException e) {
      section.error("locale", "'" + Shown.of(tag) + "' is no locale such as de or en-GB");
    }
  }

  private void region() {
    String region = section.text("region");
    if (region != null) {
      Regions.problem(region)
          .ifPresent(problem -> section.error("region", "'" + Shown.of(region) + "' " + problem));
    }
  }

  private void number(String key) {
    JsonNode number = Trees.json(some(key));
    if (number.isNumber()) {
      section.put(key, number);
    } else {
      section.error(key, "must be a number");
    }
  }

  private void pattern() {
    String pattern = section.text("pattern");
    if (pattern == null) {
      return;
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      section.error("pattern", "is no regular expression: " + e.getDescription());
    }
  }
}
