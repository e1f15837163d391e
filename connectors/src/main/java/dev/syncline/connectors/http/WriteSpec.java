package dev.syncline.connectors.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one resource is written.
 *
 * @param idField the system's own id field
 * @param find how a record that exists already is looked up
 */
record WriteSpec(
    String name,
    String idField,
    @Nullable Action find,
    @Nullable Action create,
    @Nullable Action update,
    @Nullable Action delete) {

  static final Set<String> KEYS =
      Set.of(
          "method",
          "path",
          "params",
          "items",
          "id",
          "idempotency_header",
          "version_header",
          "version");

  /**
   * One kind of call.
   *
   * @param path with {@code {id}} where the record's id goes
   * @param params values may name fields in braces
   * @param items where the answer's list stands; null for the resource's own
   * @param id where the answer holds the new record's id; null for the id field
   * @param version where a record holds its own version, which is sent back there
   */
  record Action(
      String method,
      String path,
      Map<String, String> params,
      @Nullable String items,
      @Nullable String id,
      @Nullable String idempotencyHeader,
      @Nullable String versionHeader,
      @Nullable String version) {

    /** Whether a second sending of the same request has no second effect. */
    boolean repeatable() {
      return !method.equals("POST") || idempotencyHeader != null;
    }

    /** Whether the system compares versions itself. */
    boolean compares() {
      return versionHeader != null || version != null;
    }
  }

  static @Nullable Action action(JsonNode node, String defaultMethod) {
    String path = ResourceSettings.text(node.get("path"));
    if (path == null) {
      return null;
    }
    String method = ResourceSettings.text(node.get("method"));
    return new Action(
        method == null ? defaultMethod : method.toUpperCase(Locale.ROOT),
        path,
        ResourceSettings.texts(node.path("params")),
        ResourceSettings.text(node.get("items")),
        ResourceSettings.text(node.get("id")),
        ResourceSettings.text(node.get("idempotency_header")),
        ResourceSettings.text(node.get("version_header")),
        ResourceSettings.text(node.get("version")));
  }
}
