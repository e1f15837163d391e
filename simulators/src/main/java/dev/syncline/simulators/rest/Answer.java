package dev.syncline.simulators.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A status, headers and a body. */
record Answer(int status, Map<String, String> headers, String contentType, String body) {

  static Answer json(int status, JsonNode body) {
    return new Answer(status, new LinkedHashMap<>(), "application/json", body.toString());
  }

  static Answer empty(int status) {
    return new Answer(status, new LinkedHashMap<>(), "application/json", "");
  }

  static Answer error(int status, String message) {
    return new Answer(
        status, new LinkedHashMap<>(), "application/json", "{\"error\":\"" + message + "\"}");
  }

  static Answer html() {
    return new Answer(
        200,
        new LinkedHashMap<>(),
        "text/html",
        "<!DOCTYPE html><html><body>Please log in</body></html>");
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, contentType, body);
  }
}
