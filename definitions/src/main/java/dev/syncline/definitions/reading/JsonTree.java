package dev.syncline.definitions.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Builds the same tree from JSON. */
final class JsonTree {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final Problems problems;

  private JsonTree(JsonParser parser, Problems problems) {
    this.parser = parser;
    this.problems = problems;
  }

  static @Nullable Item read(String text, Problems problems) {
    if (text.length() > TreeLimits.FILE_BYTES) {
      problems.error(1, "", "longer than " + TreeLimits.FILE_BYTES + " bytes");
      return null;
    }
    try (JsonParser parser = MAPPER.createParser(text)) {
      if (parser.nextToken() == null) {
        problems.error(1, "", "the body is empty; a JSON object is needed");
        return null;
      }
      JsonTree tree = new JsonTree(parser, problems);
      Item root = tree.item("", 0);
      if (parser.nextToken() != null) {
        throw new Broken(tree.line(), "something follows the end of the object");
      }
      return root;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      problems.error(line, "", "not valid JSON: " + e.getOriginalMessage());
    } catch (Broken broken) {
      problems.error(broken.line(), "", broken.message());
    }
    return null;
  }

  private Item item(String path, int depth) throws Broken {
    if (depth > TreeLimits.DEPTH) {
      throw new Broken(line(), "nested deeper than " + TreeLimits.DEPTH + " levels");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return mapping(line(), path, depth);
    }
    if (token == JsonToken.START_ARRAY) {
      return sequence(line(), path, depth);
    }
    JsonNode value =
        switch (token) {
          case VALUE_STRING -> JSON.stringNode(parser.getString());
          case VALUE_NUMBER_INT -> YamlScalars.number(parser.getBigIntegerValue());
          case VALUE_NUMBER_FLOAT -> JSON.numberNode(parser.getDecimalValue());
          case VALUE_TRUE -> JSON.booleanNode(true);
          case VALUE_FALSE -> JSON.booleanNode(false);
          default -> JSON.nullNode();
        };
    return new Item.Scalar(line(), path, value, parser.getString());
  }

  private Item sequence(int line, String path, int depth) throws Broken {
    List<Item> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(item(path + "[" + items.size() + "]", depth + 1));
    }
    return new Item.Sequence(line, path, items, 1 + items.size());
  }

  private Item mapping(int line, String path, int depth) throws Broken {
    Map<String, Item.Member> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int keyLine = line();
      String keyPath = path.isEmpty() ? name : path + "." + name;
      parser.nextToken();
      Item.Member member = new Item.Member(keyLine, item(keyPath, depth + 1));
      if (members.putIfAbsent(name, member) != null) {
        problems.error(keyLine, keyPath, "'" + name + "' is given twice");
      }
    }
    return new Item.Mapping(line, path, members, 1 + members.size());
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }
}
