package dev.syncline.definitions;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings that were read from references such as {@code ${env:NAME}}: they are shown as they were
 * written, and kept with the credentials, named by their JSON pointers.
 */
public final class SecretSettings {
  private SecretSettings() {}

  /**
   * A reference and what it led to.
   *
   * @param written as it stands in the file
   */
  public record Reference(String written, String value) {
    @Override
    public String toString() {
      return written;
    }
  }

  /** The settings as they were written. */
  static ObjectNode shown(ObjectNode settings, Map<String, Reference> references) {
    ObjectNode shown = settings.deepCopy();
    references.forEach((pointer, reference) -> put(shown, pointer, reference.written()));
    return shown;
  }

  /** What is kept secret: the credentials, and the values of the references. */
  static Map<String, String> kept(
      Map<String, String> credentials, Map<String, Reference> references) {
    Map<String, String> kept = new HashMap<>(credentials);
    references.forEach((pointer, reference) -> kept.put(pointer, reference.value()));
    return kept;
  }

  /** Whether what is kept under this name is a setting's value and no credential. */
  public static boolean isPointer(String name) {
    return name.startsWith("/");
  }

  /** Puts a value back to where its reference stood. */
  public static void put(ObjectNode settings, String pointer, String value) {
    JsonPointer place = JsonPointer.compile(pointer);
    JsonNode parent = settings.at(place.head());
    if (parent instanceof ObjectNode object) {
      object.put(place.last().getMatchingProperty(), value);
    } else if (parent instanceof ArrayNode array) {
      array.set(place.last().getMatchingIndex(), value);
    }
  }
}
