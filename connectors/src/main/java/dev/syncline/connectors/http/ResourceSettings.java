package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads {@code resources}; what stands beside it in the settings is the default for each. */
final class ResourceSettings {
  static final Set<String> KEYS =
      Set.of(
          "path",
          "params",
          "headers",
          "items",
          "key",
          "paging",
          "total",
          "modified_param",
          "modified_until_param",
          "ids_param",
          "status_param",
          "get",
          "find",
          "create",
          "update",
          "delete");
  private static final Set<String> PAGING_KEYS =
      Set.of(
          "type",
          "page_param",
          "first",
          "size_param",
          "size",
          "cursor_param",
          "cursor_path",
          "offset_param");
  private static final Set<String> PAGINGS = Set.of("page", "offset", "cursor", "link", "none");

  private final ObjectNode settings;

  ResourceSettings(ConnectionConfig connection) {
    this.settings = connection.settings();
  }

  ResourceSpec resource(String name) {
    JsonNode own = settings.path("resources").path(name);
    boolean listed = own.isObject();
    JsonNode get = inherited(own, "get");
    String path = text(own.get("path"));
    String getPath = text(get.isObject() ? get.get("path") : get);
    if (getPath == null && (!listed || path == null)) {
      getPath = "/" + name + "/{id}";
    }
    JsonNode total = inherited(own, "total");
    return new ResourceSpec(
        name,
        path == null ? "/" + name : path,
        merged(own, "params"),
        texts(own.path("headers")),
        or(text(inherited(own, "items")), ""),
        key(inherited(own, "key")),
        paging(name, inherited(own, "paging")),
        text(total.isObject() ? total.get("path") : total),
        text(total.get("header")),
        text(inherited(own, "modified_param")),
        text(inherited(own, "modified_until_param")),
        text(inherited(own, "ids_param")),
        text(inherited(own, "status_param")),
        getPath,
        or(text(get.get("items")), ""));
  }

  /** How the resource is written; throws INVALID where nothing says how. */
  WriteSpec writes(String name, String idField) {
    JsonNode own = settings.path("resources").path(name);
    WriteSpec writes =
        new WriteSpec(
            name,
            idField,
            WriteSpec.action(inherited(own, "find"), "GET"),
            WriteSpec.action(inherited(own, "create"), "POST"),
            WriteSpec.action(inherited(own, "update"), "PUT"),
            WriteSpec.action(inherited(own, "delete"), "DELETE"));
    if (writes.create() == null && writes.update() == null && writes.delete() == null) {
      throw SynclineException.of(
          Category.INVALID,
          "resource '"
              + name
              + "' cannot be written to: describe create, update or delete under resources");
    }
    return writes;
  }

  /** What is wrong in {@code resources}, as sentences. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    JsonNode resources = settings.path("resources");
    if (!resources.isMissingNode() && !resources.isObject()) {
      problems.add("setting 'resources' must name resources, each with its settings");
    }
    checkPaging("settings", settings.path("paging"), problems);
    resources
        .properties()
        .forEach(
            each -> {
              String where = "resources." + each.getKey();
              checkKeys(where, each.getValue(), KEYS, problems);
              checkPaging(where, each.getValue().path("paging"), problems);
              for (String action : List.of("get", "find", "create", "update", "delete")) {
                JsonNode node = each.getValue().path(action);
                checkKeys(where + "." + action, node, WriteSpec.KEYS, problems);
              }
            });
    return problems;
  }

  private static void checkPaging(String where, JsonNode paging, List<String> problems) {
    if (!paging.isMissingNode()) {
      checkKeys(where + ".paging", paging, PAGING_KEYS, problems);
      try {
        paging(where, paging, 0);
      } catch (SynclineException e) {
        problems.add(e.getMessage());
      }
    }
  }

  private static void checkKeys(
      String where, JsonNode node, Set<String> allowed, List<String> problems) {
    for (String key : node.propertyNames()) {
      if (!allowed.contains(key)) {
        problems.add(
            "%s has no key '%s'; allowed are %s".formatted(where, key, new TreeSet<>(allowed)));
      }
    }
  }

  private Paging paging(String name, JsonNode node) {
    return paging(name, node, settings.path("page_size").asInt(0));
  }

  private static Paging paging(String name, JsonNode node, int defaultSize) {
    String type = or(text(node.isObject() ? node.get("type") : node), "none");
    String sizeParam = text(node.get("size_param"));
    int size = node.path("size").asInt(defaultSize);
    return switch (type) {
      case "none" -> new Paging.None();
      case "page" ->
          new Paging.ByPage(
              or(text(node.get("page_param")), "page"),
              node.path("first").asLong(1),
              sizeParam,
              size);
      case "offset" ->
          new Paging.ByOffset(or(text(node.get("offset_param")), "offset"), sizeParam, size);
      case "cursor" ->
          new Paging.ByCursor(
              or(text(node.get("cursor_param")), "cursor"),
              or(text(node.get("cursor_path")), "next_cursor"),
              sizeParam,
              size);
      case "link" -> new Paging.ByLink(sizeParam, size);
      default ->
          throw SynclineException.of(
              Category.INVALID,
              "paging type '%s' of %s is not known; use one of %s"
                  .formatted(type, name, new TreeSet<>(PAGINGS)));
    };
  }

  private JsonNode inherited(JsonNode own, String field) {
    JsonNode value = own.path(field);
    return value.isMissingNode() ? settings.path(field) : value;
  }

  private Map<String, String> merged(JsonNode own, String field) {
    Map<String, String> all = texts(settings.path(field));
    all.putAll(texts(own.path(field)));
    return all;
  }

  static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new LinkedHashMap<>();
    node.properties()
        .forEach(
            each -> {
              JsonNode value = each.getValue();
              if (!value.isNull()) {
                boolean nested = value.isArray() && !value.isEmpty();
                texts.put(each.getKey(), nested ? joined(value) : value.asString(""));
              }
            });
    return texts;
  }

  private static String joined(JsonNode array) {
    List<String> parts = new ArrayList<>();
    array.forEach(element -> parts.add(element.asString("")));
    return String.join(",", parts);
  }

  private static List<String> key(JsonNode key) {
    if (key.isArray()) {
      return List.of(JsonMapper.shared().treeToValue(key, String[].class));
    }
    String name = text(key);
    return List.of(name == null ? "id" : name);
  }

  static @Nullable String text(@Nullable JsonNode node) {
    if (node == null || node.isNull() || node.isMissingNode() || node.isContainer()) {
      return null;
    }
    return node.asString().isBlank() ? null : node.asString();
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
