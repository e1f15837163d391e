package dev.syncline.activities.mapping;

import dev.syncline.definitions.DedupeSpec;
import dev.syncline.definitions.MatchRule;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hashes by which two records are the same for certain: one for each exact rule all of whose fields
 * are present. Values are compared in compatibility form, in lower case, blanks collapsed.
 */
final class MatchKeys {
  private final List<Rule> rules;

  private record Rule(String name, List<String> fields) {}

  private MatchKeys(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  static MatchKeys of(DedupeSpec dedupe) {
    List<Rule> rules = new ArrayList<>();
    for (MatchRule rule : dedupe.match()) {
      if (rule instanceof MatchRule.Exact exact) {
        rules.add(new Rule("exact:" + String.join(",", exact.fields()), exact.fields()));
      }
    }
    if (dedupe.match().isEmpty()) {
      preset(dedupe.preset()).forEach(field -> rules.add(new Rule(field, List.of(field))));
    }
    return new MatchKeys(rules);
  }

  /** The fields that identify by themselves, for each preset. */
  private static List<String> preset(String preset) {
    return switch (preset) {
      case "person" -> List.of("email");
      case "organization" ->
          List.of("vat_number", "vat_id", "tax_number", "tax_id", "registration_number", "email");
      case "product" -> List.of("sku", "gtin", "ean");
      default -> List.of();
    };
  }

  List<UUID> of(TargetRow row) {
    List<UUID> keys = List.of();
    for (Rule rule : rules) {
      UUID key = key(rule, row);
      if (key != null) {
        keys = keys.isEmpty() ? new ArrayList<>(rules.size()) : keys;
        keys.add(key);
      }
    }
    return keys;
  }

  private static @Nullable UUID key(Rule rule, TargetRow row) {
    StringBuilder text = new StringBuilder(rule.name());
    for (String field : rule.fields()) {
      String value = normal(row.value(field));
      if (value.isEmpty()) {
        return null;
      }
      text.append('\0').append(value);
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return Hashes.uuid(bytes, 0, bytes.length);
  }

  /** The value's normal form; empty for what is absent, blank, a list or an object. */
  private static String normal(@Nullable Object value) {
    String text;
    try {
      text = value instanceof List || value instanceof Map ? null : Values.text(value);
    } catch (MappingRefused refused) {
      return "";
    }
    if (text == null) {
      return "";
    }
    String form =
        Normalizer.isNormalized(text, Normalizer.Form.NFKC)
            ? text
            : Normalizer.normalize(text, Normalizer.Form.NFKC);
    return TextFunctions.collapse(form.toLowerCase(Locale.ROOT));
  }
}
