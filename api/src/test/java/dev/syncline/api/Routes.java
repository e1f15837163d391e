package dev.syncline.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Every route of the OpenAPI document. */
record Routes(List<Route> all) {
  record Route(String method, String path) {
    /** With the parameters in its path replaced. */
    String with(java.util.function.UnaryOperator<String> values) {
      StringBuilder filled = new StringBuilder();
      for (String part : path.split("(?=\\{)|(?<=})")) {
        filled.append(
            part.startsWith("{") ? values.apply(part.substring(1, part.length() - 1)) : part);
      }
      return filled.toString();
    }

    boolean reads() {
      return method.equals("GET");
    }
  }

  /** Those that come to an end: events are a stream that stays open. */
  List<Route> answering() {
    return all.stream().filter(route -> !route.path().endsWith("/events")).toList();
  }

  static Routes of(Caller caller) {
    List<Route> routes = new ArrayList<>();
    JsonNode paths = caller.get("/v3/api-docs").expect(200).at("/paths");
    paths
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(
                        method ->
                            routes.add(new Route(method.toUpperCase(Locale.ROOT), path.getKey()))));
    return new Routes(List.copyOf(routes));
  }
}
