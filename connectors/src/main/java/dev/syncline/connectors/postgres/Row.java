package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteCommand.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command that is to be written.
 *
 * @param index its place in the batch
 * @param stands the key's values of the row that it is about, as far as it is known to stand there;
 *     empty for a new one
 * @param key the key's values that the row is to have; empty where the table assigns them
 * @param adopted whether the row that stands there was found by its match fields
 */
record Row(
    int index, WriteCommand command, List<String> stands, List<String> key, boolean adopted) {

  static Row of(int index, WriteCommand command, List<String> names) {
    List<String> given = new ArrayList<>();
    for (String name : names) {
      String value = text(command.fields().get(name));
      if (value != null) {
        given.add(value);
      }
    }
    List<String> key = given.size() == names.size() ? List.copyOf(given) : List.of();
    String id = command.externalId();
    List<String> stands =
        id == null ? List.of() : KeyText.split(id, names.size()).orElse(List.of());
    return new Row(index, command, stands, key, false);
  }

  Row adopting(List<String> found) {
    return new Row(index, command, found, found, true);
  }

  boolean delete() {
    return command.kind() == Kind.DELETE;
  }

  /** The key by which the batch knows the row; empty where it has none yet. */
  List<String> known() {
    boolean byId = delete() || key.isEmpty();
    return byId && !stands.isEmpty() ? stands : key;
  }

  /** Whether it can be written together with others: one key, no version, nothing to look up. */
  boolean plain() {
    return command.version() == null
        && !adopted
        && !known().isEmpty()
        && (delete() || (!key.isEmpty() && (stands.isEmpty() || stands.equals(key))));
  }

  String externalId() {
    return KeyText.join(known());
  }

  /** A field as PostgreSQL reads it, or null. */
  @Nullable String value(String field) {
    return text(command.fields().get(field));
  }

  static @Nullable String text(@Nullable JsonNode value) {
    if (value == null || value.isNull()) {
      return null;
    }
    return value.isContainer() ? value.toString() : value.asString();
  }
}
