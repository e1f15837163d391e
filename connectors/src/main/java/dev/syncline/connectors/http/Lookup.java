package dev.syncline.connectors.http;

import java.math.BigDecimal;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the record that a new one would double, by the resource's {@code find}. */
final class Lookup {
  private static final Pattern FIELD = Pattern.compile("\\{([^{}]+)}");

  private final ResourceSpec spec;
  private final WriteSpec writes;
  private final Calls calls;

  Lookup(ResourceSpec spec, WriteSpec writes, Calls calls) {
    this.spec = spec;
    this.writes = writes;
    this.calls = calls;
  }

  /** The fields that a lookup asks for. */
  static Set<String> fieldsOf(WriteSpec.Action find) {
    Set<String> fields = new LinkedHashSet<>();
    for (String template : find.params().values()) {
      FIELD.matcher(template).results().forEach(field -> fields.add(field.group(1)));
    }
    return fields;
  }

  /** Whether these fields suffice to look the record up. */
  boolean possible(ObjectNode fields) {
    return params(fields).isPresent();
  }

  /** What is asked for; empty where nothing says how to look, or a field has no value. */
  Optional<Map<String, String>> params(ObjectNode fields) {
    WriteSpec.Action find = writes.find();
    if (find == null) {
      return Optional.empty();
    }
    Map<String, String> params = new LinkedHashMap<>();
    for (Map.Entry<String, String> param : find.params().entrySet()) {
      Optional<String> value = filled(param.getValue(), fields);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      params.put(param.getKey(), value.get());
    }
    return Optional.of(params);
  }

  /** The ids of the records that match; empty also where nothing says how to look. */
  List<String> ids(ObjectNode fields) {
    WriteSpec.Action find = writes.find();
    Optional<Map<String, String>> params = params(fields);
    if (find == null || params.isEmpty()) {
      return List.of();
    }
    URI address = Addresses.join(calls.base(), find.path(), params.get());
    String items = find.items() == null ? spec.items() : find.items();
    HttpAnswer answer = calls.get(address, spec.headers());
    if (answer.status() == 404) {
      return List.of();
    }
    if (answer.status() / 100 != 2) {
      throw HttpTrouble.of(answer, calls.clock());
    }
    return PageParser.list(answer, items).records().stream()
        .filter(found -> matches(found, find, fields))
        .map(found -> JsonPath.text(found, writes.idField()))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /**
   * A system that ignores the parameters answers other records too: they are left out. One that
   * tidies what it is given finds its own spelling, which differs in blanks, case or decimals.
   */
  private static boolean matches(ObjectNode found, WriteSpec.Action find, ObjectNode fields) {
    for (String template : find.params().values()) {
      Matcher field = FIELD.matcher(template);
      if (field.matches()
          && found.has(field.group(1))
          && !alike(found.path(field.group(1)), fields.path(field.group(1)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean alike(JsonNode found, JsonNode wanted) {
    String there = found.asString("").strip();
    String sought = wanted.asString("").strip();
    if (there.equalsIgnoreCase(sought)) {
      return true;
    }
    try {
      return new BigDecimal(there).compareTo(new BigDecimal(sought)) == 0;
    } catch (NumberFormatException noNumbers) {
      return false;
    }
  }

  private static Optional<String> filled(String template, ObjectNode fields) {
    StringBuilder text = new StringBuilder();
    Matcher field = FIELD.matcher(template);
    while (field.find()) {
      String value = fields.path(field.group(1)).asString("");
      if (value.isEmpty()) {
        return Optional.empty();
      }
      field.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    field.appendTail(text);
    return Optional.of(text.toString());
  }
}
