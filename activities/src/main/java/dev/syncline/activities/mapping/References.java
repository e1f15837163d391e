package dev.syncline.activities.mapping;

import dev.syncline.definitions.ReferenceSpec;
import java.util.ArrayList;
import java.util.List;

/** Reads the external ids by which a source record refers to others. */
final class References {
  private final List<ReferenceSpec> specs;
  private final List<FieldPath> paths = new ArrayList<>();

  References(List<ReferenceSpec> specs, SourceLayout layout) {
    this.specs = specs;
    specs.forEach(spec -> paths.add(layout.path(spec.externalIdField())));
  }

  /** One for each that has a value. */
  List<Reference> of(SourceRow row) throws MappingRefused {
    if (specs.isEmpty()) {
      return List.of();
    }
    List<Reference> references = new ArrayList<>(specs.size());
    for (int i = 0; i < specs.size(); i++) {
      ReferenceSpec spec = specs.get(i);
      try {
        String id = Values.text(paths.get(i).value(row));
        if (id != null && !id.isBlank()) {
          references.add(
              new Reference(spec.name(), spec.entity(), ExternalIds.checked(id.strip())));
        }
      } catch (MappingRefused refused) {
        throw refused.inReference(spec.name());
      }
    }
    return references;
  }
}
