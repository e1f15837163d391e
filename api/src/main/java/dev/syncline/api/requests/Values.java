package dev.syncline.api.requests;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.lang.reflect.RecordComponent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Single values of a body, by the type of the component that takes them. */
final class Values {
  private Values() {}

  static @Nullable Object of(RecordComponent component, @Nullable JsonNode node, String path) {
    Class<?> type = component.getType();
    if (type == JsonNode.class) {
      return node;
    }
    if (node == null || node.isNull()) {
      return type == boolean.class ? Boolean.FALSE : null;
    }
    if (type == String.class) {
      return text(node, path);
    }
    if (type == boolean.class || type == Boolean.class) {
      if (!node.isBoolean()) {
        throw invalid(path + " must be true or false, without quotes");
      }
      return node.asBoolean();
    }
    if (type == Instant.class) {
      return time(text(node, path), path);
    }
    if (type == List.class) {
      return texts(node, path);
    }
    if (type.isEnum()) {
      return constant(type, text(node, path), path);
    }
    return BodyReader.read(type, node, path);
  }

  private static String text(JsonNode node, String path) {
    if (!node.isString()) {
      throw invalid(path + " must be a string");
    }
    return node.asString();
  }

  /** Ids are often numbers in their system: whole numbers are taken as they are written. */
  private static List<String> texts(JsonNode node, String path) {
    if (!node.isArray()) {
      throw invalid(path + " must be a list");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : node) {
      String at = path + "[" + texts.size() + "]";
      String text = element.isIntegralNumber() ? element.asString() : text(element, at);
      if (text.isBlank()) {
        throw invalid(at + " must not be blank");
      }
      texts.add(text);
    }
    return texts.stream().distinct().toList();
  }

  private static Instant time(String text, String path) {
    try {
      Instant time =
          text.length() == 10
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      int year = time.atOffset(ZoneOffset.UTC).getYear();
      if (year >= 1 && year <= 9999) {
        return time;
      }
    } catch (DateTimeException e) {
      throw badTime(path).because(e);
    }
    throw badTime(path);
  }

  private static SynclineException badTime(String path) {
    return invalid(path + " must be a time such as 2026-01-31 or 2026-01-31T00:00:00Z");
  }

  private static Object constant(Class<?> type, String text, String path) {
    List<String> words =
        Stream.of(type.getEnumConstants())
            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
            .toList();
    int index = words.indexOf(text);
    if (index < 0) {
      throw invalid(path + " must be one of " + String.join(", ", words));
    }
    return type.getEnumConstants()[index];
  }

  static SynclineException invalid(String message) {
    return SynclineException.of(Category.INVALID, "INVALID_REQUEST", message);
  }
}
