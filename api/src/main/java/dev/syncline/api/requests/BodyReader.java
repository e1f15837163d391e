package dev.syncline.api.requests;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON object into a record. Keys are the components' names in snake_case, or camelCase as
 * well; any other key is refused with the nearest known one. Values must have the right type:
 * nothing is converted. What is absent or null becomes null, which the record may replace.
 */
final class BodyReader {
  private BodyReader() {}

  static Object read(Class<?> type, JsonNode node, String path) {
    if (!node.isObject()) {
      throw Values.invalid(path + " must be an object");
    }
    RecordComponent[] components = type.getRecordComponents();
    Map<String, JsonNode> members = members(node, components, path);
    Object[] arguments = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      String key = snakeCase(component.getName());
      types[i] = component.getType();
      arguments[i] =
          Values.of(component, members.get(key), path.isEmpty() ? key : path + "." + key);
    }
    return construct(type, types, arguments);
  }

  private static Map<String, JsonNode> members(
      JsonNode node, RecordComponent[] components, String path) {
    Map<String, String> known = new LinkedHashMap<>();
    for (RecordComponent component : components) {
      known.put(snakeCase(component.getName()), component.getName());
    }
    Map<String, JsonNode> members = new HashMap<>();
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String key = keyOf(member.getKey(), known);
      if (key == null) {
        throw Values.invalid(
            "unknown key '"
                + member.getKey()
                + "'"
                + (path.isEmpty() ? "" : " in " + path)
                + "; "
                + Nearest.hint(snakeCase(member.getKey()), known.keySet()));
      }
      if (members.put(key, member.getValue()) != null) {
        throw Values.invalid("'" + key + "' is given twice");
      }
    }
    return members;
  }

  private static @Nullable String keyOf(String written, Map<String, String> known) {
    if (known.containsKey(written)) {
      return written;
    }
    return known.containsValue(written) ? snakeCase(written) : null;
  }

  static String snakeCase(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static Object construct(Class<?> type, Class<?>[] types, @Nullable Object[] arguments) {
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SynclineException refused) {
        throw refused;
      }
      throw broken(type, e);
    } catch (ReflectiveOperationException e) {
      throw broken(type, e);
    }
  }

  private static SynclineException broken(Class<?> type, Exception e) {
    return SynclineException.of(
            Category.INTERNAL, type.getSimpleName() + " cannot be made of a request body")
        .because(e);
  }
}
