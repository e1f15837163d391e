package dev.syncline.connectors.json;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Passes over JSON objects, so that they can be handed on byte for byte. */
public final class JsonObjects {
  private static final JsonMapper EXACT =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private JsonObjects() {}

  /**
   * Passes over the object whose opening brace is the current token; answers whether all its field
   * names are free of surrounding blanks.
   */
  public static boolean pass(JsonParser parser) {
    boolean clean = true;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_OBJECT;
        token = parser.nextToken()) {
      if (token == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        clean &= name.equals(name.strip());
      } else {
        parser.skipChildren();
      }
    }
    return clean;
  }

  /** The object with the blanks around its field names removed. */
  public static byte[] trimmed(byte[] json, int offset, int length) {
    JsonNode read = EXACT.readTree(json, offset, length);
    ObjectNode trimmed = EXACT.createObjectNode();
    read.properties().forEach(field -> trimmed.set(field.getKey().strip(), field.getValue()));
    return EXACT.writeValueAsBytes(trimmed);
  }
}
