package dev.syncline.activities.mapping;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a record's JSON in one pass, skipping what no rule wants. */
final class RowReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final SourceLayout layout;
  private final boolean all;

  /**
   * @param all whether every field is kept by name too
   */
  RowReader(SourceLayout layout, boolean all) {
    this.layout = layout;
    this.all = all;
  }

  SourceRow read(byte[] json, int offset, int length) throws MappingRefused {
    SourceRow row = new SourceRow(layout.size());
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json, offset, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw MappingRefused.of(MappingRefused.BAD_RECORD, "the record is no JSON object");
      }
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        JsonToken token = parser.nextToken();
        Integer slot = layout.find(name);
        if (slot == null && !all) {
          parser.skipChildren();
          continue;
        }
        Object value = value(parser, token);
        if (slot != null) {
          row.set(slot, value);
        }
        if (all) {
          row.add(name, value);
        }
      }
      if (parser.nextToken() != null) {
        throw MappingRefused.of(
            MappingRefused.BAD_RECORD, "something follows the end of the record's JSON");
      }
      return row;
    } catch (JacksonException e) {
      throw MappingRefused.of(
          MappingRefused.BAD_RECORD, "the record is not valid JSON: " + e.getOriginalMessage());
    }
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws MappingRefused {
    return switch (token) {
      case VALUE_STRING -> parser.getString();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> Values.number(new BigDecimal(parser.getBigIntegerValue()));
          };
      case VALUE_NUMBER_FLOAT -> decimal(parser.getDecimalValue());
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws MappingRefused {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      map.put(name, value(parser, parser.nextToken()));
    }
    return map;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws MappingRefused {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(value(parser, token));
    }
    return list;
  }

  /** Sizes past which arithmetic would eat the memory are refused at the door. */
  private static Object decimal(BigDecimal number) throws MappingRefused {
    if (Math.abs((long) number.scale()) > 1000) {
      throw MappingRefused.of(MappingRefused.BAD_VALUE, "a number has more than 1000 digits");
    }
    return Values.number(number);
  }

  /** The value that a text holds as JSON; throws where it is none. */
  static @Nullable Object parse(String text) throws MappingRefused {
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      Object value = first == null ? null : value(parser, first);
      if (parser.nextToken() != null) {
        throw MappingRefused.badValue(text, "is not valid JSON");
      }
      return value;
    } catch (JacksonException e) {
      throw MappingRefused.badValue(text, "is not valid JSON");
    }
  }
}
