package dev.syncline.connectors.postgres;

import dev.syncline.connectors.spi.WriteCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command that is to be written.
 *
 * @param index its place in the batch
 * @param key its key values, in the key's order
 */
record Row(int index, WriteCommand command, List<String> key) {

  String externalId() {
    return String.join("|", key);
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

  /** One value of a command's key; a deletion may have it from the external id alone. */
  static @Nullable String keyValue(WriteCommand command, List<String> key, String name) {
    String value = text(command.fields().get(name));
    boolean byId = value == null && key.size() == 1 && command.kind() == WriteCommand.Kind.DELETE;
    return byId ? command.externalId() : value;
  }
}
