package dev.syncline.activities.mapping;

import dev.syncline.definitions.DeriveSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the further records of a source record. */
final class Deriving {
  private final List<DeriveRule> rules = new ArrayList<>();

  Deriving(List<DeriveSpec> specs, SourceLayout layout) throws MappingRefused {
    for (DeriveSpec spec : specs) {
      rules.add(DeriveRule.compile(spec, layout));
    }
  }

  /** Whether a rule copies every field of the source record itself. */
  static boolean copiesAll(List<DeriveSpec> specs) {
    return specs.stream().anyMatch(spec -> spec.each() == null && spec.fields().isEmpty());
  }

  /** The further records; where two elements of a list have the same key, the later one stands. */
  List<Derived> of(String parent, SourceRow row, CanonicalJson json) throws MappingRefused {
    if (rules.isEmpty()) {
      return List.of();
    }
    Map<String, Derived> made = new LinkedHashMap<>();
    for (DeriveRule rule : rules) {
      rule.derive(parent, row, json, derived -> made.put(derived.externalId(), derived));
    }
    return List.copyOf(made.values());
  }
}
