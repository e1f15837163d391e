package dev.syncline.definitions.reading;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A value of the document and the place it stands at: its line, and its path from the root. */
sealed interface Item {
  int line();

  String path();

  /** How many values it is made of, aliases counted as often as they are used. */
  int size();

  /** What it is, for a person: "a string", "a list". */
  String kind();

  /** Whether nothing was written there. */
  default boolean isNull() {
    return this instanceof Scalar scalar && scalar.value().isNull();
  }

  /**
   * @param value what it means
   * @param written how it was written, before secrets were put in; what messages may show
   */
  record Scalar(int line, String path, JsonNode value, String written) implements Item {
    @Override
    public int size() {
      return 1;
    }

    @Override
    public String kind() {
      return switch (value.getNodeType()) {
        case STRING -> "a string";
        case NUMBER -> "a number";
        case BOOLEAN -> "a boolean";
        default -> "empty";
      };
    }
  }

  /** A list. */
  record Sequence(int line, String path, List<Item> items, int size) implements Item {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A mapping in the order written. */
  record Mapping(int line, String path, Map<String, Member> members, int size) implements Item {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** One entry of a mapping; the line is the key's. */
  record Member(int line, Item value) {}
}
