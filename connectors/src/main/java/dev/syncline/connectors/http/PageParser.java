package dev.syncline.connectors.http;

import dev.syncline.connectors.files.Utf8;
import dev.syncline.connectors.json.JsonObjects;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.json.JsonMapper;

/** Finds the list in an answer, in one pass and without building a tree. */
final class PageParser {
  private final HttpAnswer answer;
  private final byte[] body;
  private final String items;
  private final Set<String> wanted;
  private final boolean single;
  private final List<ListPage.Element> elements = new ArrayList<>();
  private final Map<String, String> scalars = new HashMap<>();
  private @Nullable String stoodThere;
  private boolean found;

  private PageParser(HttpAnswer answer, String items, Set<String> wanted, boolean single) {
    this.answer = answer;
    this.body = answer.utf8();
    this.items = items;
    this.wanted = wanted;
    this.single = single;
  }

  static ListPage list(HttpAnswer answer, ResourceSpec spec) {
    String link = LinkHeader.next(answer);
    if (answer.status() == 204) {
      return new ListPage(answer.body(), List.of(), Map.of(), null, link);
    }
    PageParser parser = new PageParser(answer, spec.items(), ListPage.wanted(spec), false).parse();
    String total =
        spec.totalHeader() != null
            ? answer.headers().firstValue(spec.totalHeader()).orElse(null)
            : spec.totalPath() == null ? null : parser.scalars.get(spec.totalPath());
    return new ListPage(parser.body, parser.elements, parser.scalars, number(total), link);
  }

  /** A list without pages. */
  static ListPage list(HttpAnswer answer, String items) {
    if (answer.status() == 204) {
      return new ListPage(answer.body(), List.of(), Map.of(), null, null);
    }
    PageParser parser = new PageParser(answer, items, Set.of(), false).parse();
    return new ListPage(parser.body, parser.elements, Map.of(), null, null);
  }

  /** An answer that holds one record, or a list with it. */
  static ListPage one(HttpAnswer answer, ResourceSpec spec) {
    PageParser parser = new PageParser(answer, spec.getItem(), Set.of(), true).parse();
    return new ListPage(parser.body, parser.elements, Map.of(), null, null);
  }

  private PageParser parse() {
    if (Utf8.firstMalformed(body, 0, body.length) >= 0) {
      throw SynclineException.of(
          Category.INVALID,
          "WRONG_ENCODING",
          Addresses.shown(answer.address()) + " answered bytes that are not UTF-8");
    }
    try (JsonParser parser = JsonMapper.shared().createParser(body)) {
      if (parser.nextToken() == null) {
        throw HttpTrouble.notJson(answer, new IllegalStateException("empty body"));
      }
      value(parser, "");
      if (parser.nextToken() != null) {
        throw HttpTrouble.notJson(answer, new IllegalStateException("text after the JSON"));
      }
    } catch (UnexpectedEndOfInputException e) {
      throw HttpTrouble.cut(answer, e);
    } catch (JacksonException e) {
      throw HttpTrouble.notJson(answer, e);
    }
    if (!found) {
      throw SynclineException.of(
          Category.INVALID,
          "NO_LIST",
          "%s has no list at '%s': %s; set 'items' to where the list stands"
              .formatted(
                  Addresses.shown(answer.address()),
                  items.isEmpty() ? "(the answer itself)" : items,
                  stoodThere == null ? "nothing stands there" : "there stands " + stoodThere));
    }
    return this;
  }

  private void value(JsonParser parser, String path) {
    JsonToken token = parser.currentToken();
    if (path.equals(items)) {
      items(parser, token);
    } else if (token == JsonToken.START_OBJECT && leadsOn(path)) {
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        value(parser, path.isEmpty() ? name : path + "." + name);
      }
      if (items.startsWith(path.isEmpty() ? "" : path + ".") && !found && stoodThere == null) {
        stoodThere = path.isEmpty() ? null : "an object without it at '" + path + "'";
      }
    } else if (token.isScalarValue()) {
      if (wanted.contains(path) && token != JsonToken.VALUE_NULL) {
        scalars.put(path, parser.getString());
      }
    } else {
      parser.skipChildren();
    }
  }

  private void items(JsonParser parser, JsonToken token) {
    if (token == JsonToken.START_ARRAY) {
      found = true;
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(element(parser));
      }
    } else if (single && token == JsonToken.START_OBJECT) {
      found = true;
      elements.add(element(parser));
    } else if (token == JsonToken.START_OBJECT) {
      List<String> names = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
      stoodThere = "an object with the fields " + names;
    } else {
      stoodThere = token == JsonToken.VALUE_NULL ? "null" : "the value " + parser.getString();
    }
  }

  private static ListPage.Element element(JsonParser parser) {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    boolean object = parser.currentToken() == JsonToken.START_OBJECT;
    boolean clean = true;
    if (object) {
      clean = JsonObjects.pass(parser);
    } else {
      parser.skipChildren();
      parser.finishToken();
    }
    int end = (int) parser.currentLocation().getByteOffset();
    return new ListPage.Element(start, end, object, clean);
  }

  private boolean leadsOn(String path) {
    String prefix = path.isEmpty() ? "" : path + ".";
    return items.startsWith(prefix) || wanted.stream().anyMatch(each -> each.startsWith(prefix));
  }

  private static @Nullable Long number(@Nullable String text) {
    try {
      return text == null ? null : Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
