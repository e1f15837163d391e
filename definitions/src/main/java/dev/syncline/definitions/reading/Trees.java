package dev.syncline.definitions.reading;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A tree as plain JSON, its places forgotten. */
final class Trees {
  private Trees() {}

  static JsonNode json(Item item) {
    if (item instanceof Item.Sequence list) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      list.items().forEach(one -> array.add(json(one)));
      return array;
    }
    if (item instanceof Item.Mapping mapping) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      mapping.members().forEach((name, member) -> object.set(name, json(member.value())));
      return object;
    }
    return ((Item.Scalar) item).value();
  }
}
