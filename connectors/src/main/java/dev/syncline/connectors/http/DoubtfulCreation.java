package dev.syncline.connectors.http;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What keeps a creation from being sent again after its answer was lost. */
final class DoubtfulCreation {
  private DoubtfulCreation() {}

  /**
   * @param fields the names of the fields that are written
   */
  static Optional<String> of(WriteSpec spec, Set<String> fields) {
    WriteSpec.Action create = spec.create();
    WriteSpec.Action find = spec.find();
    if (create == null || create.repeatable()) {
      return Optional.empty();
    }
    String place = "resources." + spec.name();
    if (find == null) {
      return Optional.of(
          "create is a %s without idempotency_header, and there is no find: set %s.%s where the system knows such keys, else %s.find, so that the record is looked up before it is created"
              .formatted(create.method(), place, "create.idempotency_header", place));
    }
    Set<String> missing = new TreeSet<>(Lookup.fieldsOf(find));
    missing.removeAll(fields);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s.find asks for %s, which the delivery does not write: add them to its fields, or set %s.create.idempotency_header"
                .formatted(place, missing, place));
  }
}
