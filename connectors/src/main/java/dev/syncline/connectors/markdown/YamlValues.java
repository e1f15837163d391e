package dev.syncline.connectors.markdown;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** YAML values as JSON. Aliases are copied, so the whole is limited in depth and number. */
final class YamlValues {
  static final int MAX_DEPTH = 50;
  private static final int MAX_VALUES = 20_000;

  /** The value has more in it than any front matter should. */
  static final class TooMuch extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final JsonNodeFactory nodes = JsonNodeFactory.instance;
  private int values;

  ObjectNode object(Map<?, ?> map) throws TooMuch {
    return object(map, 0);
  }

  private ObjectNode object(Map<?, ?> map, int depth) throws TooMuch {
    ObjectNode object = nodes.objectNode();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      object.set(String.valueOf(entry.getKey()).strip(), value(entry.getValue(), depth + 1));
    }
    return object;
  }

  private JsonNode value(@Nullable Object value, int depth) throws TooMuch {
    if (++values > MAX_VALUES || depth > MAX_DEPTH) {
      throw new TooMuch();
    }
    if (value == null) {
      return nodes.nullNode();
    }
    if (value instanceof Map<?, ?> map) {
      return object(map, depth);
    }
    if (value instanceof Iterable<?> list) {
      ArrayNode array = nodes.arrayNode();
      for (Object element : list) {
        array.add(value(element, depth + 1));
      }
      return array;
    }
    if (value instanceof Boolean bool) {
      return nodes.booleanNode(bool);
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      return nodes.numberNode(new BigInteger(value.toString()));
    }
    if (value instanceof Double number && Double.isFinite(number)) {
      return nodes.numberNode(BigDecimal.valueOf(number));
    }
    if (value instanceof byte[] bytes) {
      return nodes.stringNode(Base64.getEncoder().encodeToString(bytes));
    }
    return JsonMapper.shared().valueToTree(value.toString());
  }
}
