package dev.syncline.definitions.reading;

import dev.syncline.definitions.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A mapping with known keys. Each accessor checks the value's type, reports what is wrong, and puts
 * the normalised value into {@link #normal()}; a key that is absent or empty gives the fallback.
 */
final class Section {
  private final Item at;
  private final Map<String, Item.Member> members = new LinkedHashMap<>();
  private final Problems problems;
  private final ObjectNode normal = JsonNodeFactory.instance.objectNode();

  Section(Item item, Collection<String> keys, Problems problems) {
    this.at = item;
    this.problems = problems;
    if (!(item instanceof Item.Mapping mapping)) {
      problems.error(item, "must be a mapping, not " + item.kind());
      return;
    }
    mapping
        .members()
        .forEach(
            (written, member) -> {
              String key = keys.contains(written) ? written : snakeCase(written);
              if (!keys.contains(key)) {
                problems.error(
                    member.line(),
                    item.path(),
                    "unknown key '" + written + "'; " + Nearest.hint(written, keys));
              } else if (members.putIfAbsent(key, member) != null) {
                problems.error(member.line(), item.path(), "'" + key + "' is given twice");
              }
            });
  }

  /** In posted JSON a known key may be spelled in camel case. */
  private String snakeCase(String key) {
    return problems.posted()
        ? key.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT)
        : key;
  }

  Item at() {
    return at;
  }

  String path() {
    return at.path();
  }

  /** The section as JSON, with what was read from it so far. */
  ObjectNode normal() {
    return normal;
  }

  void put(String key, JsonNode value) {
    normal.set(key, value);
  }

  /** The line of a key, or the section's own where the key is absent. */
  int line(String key) {
    Item.Member member = members.get(key);
    return member == null ? at.line() : member.line();
  }

  boolean has(String key) {
    return item(key) != null;
  }

  /** The value, or null where it is absent or empty. */
  @Nullable Item item(String key) {
    Item.Member member = members.get(key);
    return member == null || member.value().isNull() ? null : member.value();
  }

  /** As {@link #item}, reporting the key as missing. */
  @Nullable Item required(String key) {
    Item item = item(key);
    if (item == null && at instanceof Item.Mapping) {
      problems.error(line(key), path(), "'" + key + "' is missing");
    }
    return item;
  }

  void error(String key, String message) {
    problems.error(line(key), pathOf(key), message);
  }

  void warning(String key, String message) {
    problems.warning(line(key), pathOf(key), message);
  }

  private String pathOf(String key) {
    return path().isEmpty() ? key : path() + "." + key;
  }

  @Nullable String text(String key) {
    Item item = item(key);
    String text = item == null ? null : Scalars.text(item, problems);
    if (text != null) {
      normal.put(key, text);
    }
    return text;
  }

  String requiredText(String key) {
    required(key);
    String text = text(key);
    return text == null ? "" : text;
  }

  /** A string, or a list of strings without repetition. */
  List<String> texts(String key) {
    Item item = item(key);
    if (item == null) {
      return List.of();
    }
    List<Item> items = item instanceof Item.Sequence list ? list.items() : List.of(item);
    List<String> texts = new ArrayList<>();
    for (Item one : items) {
      String text = Scalars.text(one, problems);
      if (text != null && texts.contains(text)) {
        problems.error(one, "'" + text + "' is listed twice");
      } else if (text != null) {
        texts.add(text);
      }
    }
    if (items.isEmpty()) {
      problems.error(item, "must not be empty");
    }
    ArrayNode array = normal.putArray(key);
    texts.forEach(array::add);
    return texts;
  }

  /** A mapping from names to strings, in the order written. */
  Map<String, String> textMap(String key) {
    Map<String, String> map = new LinkedHashMap<>();
    Item item = item(key);
    if (item == null) {
      return map;
    }
    if (!(item instanceof Item.Mapping mapping)) {
      problems.error(item, "must be a mapping, not " + item.kind());
      return map;
    }
    ObjectNode json = normal.putObject(key);
    mapping
        .members()
        .forEach(
            (name, member) -> {
              String text = Scalars.text(member.value(), problems);
              if (text != null) {
                map.put(name.strip(), text);
                json.put(name.strip(), text);
              }
            });
    return map;
  }

  boolean flag(String key, boolean fallback) {
    Item item = item(key);
    Boolean flag = item == null ? null : Scalars.flag(item, problems);
    if (flag == null) {
      return fallback;
    }
    normal.put(key, flag);
    return flag;
  }

  String word(String key, List<String> allowed, String fallback) {
    Item item = item(key);
    String word = item == null ? null : Scalars.text(item, problems);
    if (item == null || word == null) {
      return fallback;
    }
    if (!allowed.contains(word)) {
      problems.error(
          item, "'" + Shown.of(item) + "' is not allowed; " + Nearest.hint(word, allowed));
      return fallback;
    }
    normal.put(key, word);
    return word;
  }

  <E extends Enum<E>> E word(String key, Class<E> type, E fallback) {
    List<String> allowed = Arrays.stream(type.getEnumConstants()).map(Section::wordOf).toList();
    String word = word(key, allowed, wordOf(fallback));
    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  private static String wordOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  Duration duration(String key, Duration fallback) {
    Item item = item(key);
    Duration duration = item == null ? null : Scalars.duration(item, problems);
    if (duration == null) {
      return fallback;
    }
    normal.put(key, Durations.text(duration));
    return duration;
  }

  long whole(String key, long fallback, long min, long max) {
    Item item = item(key);
    Long number = item == null ? null : Scalars.whole(item, min, max, problems);
    if (number == null) {
      return fallback;
    }
    normal.put(key, number);
    return number;
  }

  double number(String key, double fallback, double min, double max) {
    Item item = item(key);
    BigDecimal number = item == null ? null : Scalars.number(item, min, max, problems);
    if (number == null) {
      return fallback;
    }
    normal.put(key, number.stripTrailingZeros());
    return number.doubleValue();
  }

  /** A nested section, or null where it is absent. */
  @Nullable Section section(String key, Collection<String> keys) {
    Item item = item(key);
    if (item == null) {
      return null;
    }
    Section section = new Section(item, keys, problems);
    normal.set(key, section.normal());
    return section;
  }

  /** The entries of a list of mappings. */
  List<Section> sections(String key, Collection<String> keys) {
    Item item = item(key);
    if (item == null) {
      return List.of();
    }
    if (!(item instanceof Item.Sequence list)) {
      problems.error(item, "must be a list, not " + item.kind());
      return List.of();
    }
    ArrayNode array = normal.putArray(key);
    List<Section> sections = new ArrayList<>();
    for (Item one : list.items()) {
      Section section = new Section(one, keys, problems);
      array.add(section.normal());
      sections.add(section);
    }
    return sections;
  }

  /** The entries of a mapping with free names, in the order written. */
  Map<String, Item.Member> entries(String key) {
    Item item = item(key);
    if (item == null) {
      return Map.of();
    }
    if (item instanceof Item.Mapping mapping) {
      return mapping.members();
    }
    problems.error(item, "must be a mapping, not " + item.kind());
    return Map.of();
  }
}
