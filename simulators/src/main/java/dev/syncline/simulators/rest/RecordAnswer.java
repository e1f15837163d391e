package dev.syncline.simulators.rest;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads, creates, changes and deletes single records. */
final class RecordAnswer {
  private RecordAnswer() {}

  static Answer create(RestResource resource, LoggedRequest request) {
    ObjectNode body = body(request);
    if (body == null) {
      return Answer.error(400, "the body is no JSON object");
    }
    ObjectNode created = resource.create(body, request.headers().get("idempotency-key"));
    return versioned(resource, created.path(resource.key).asString(""), Answer.json(201, created));
  }

  static Answer of(RestResource resource, String id, LoggedRequest request) {
    JsonNode stored = resource.get(id);
    if (stored == null) {
      return Answer.error(404, "no such record");
    }
    String expected = request.headers().get("if-match");
    if (expected != null && !expected.equals(resource.version(id))) {
      return Answer.error(412, "the version moved on");
    }
    return switch (request.method()) {
      case "GET" -> versioned(resource, id, Answer.json(200, stored));
      case "PUT", "PATCH" -> change(resource, id, (ObjectNode) stored, request);
      case "DELETE" -> {
        resource.remove(id);
        yield Answer.json(200, stored);
      }
      default -> Answer.error(405, "method not allowed");
    };
  }

  private static Answer change(
      RestResource resource, String id, ObjectNode stored, LoggedRequest request) {
    ObjectNode body = body(request);
    if (body == null) {
      return Answer.error(400, "the body is no JSON object");
    }
    ObjectNode changed = request.method().equals("PUT") ? body : stored.deepCopy().setAll(body);
    changed.set(resource.key, stored.get(resource.key));
    resource.put(changed);
    return versioned(resource, id, Answer.json(200, changed));
  }

  private static Answer versioned(RestResource resource, String id, Answer answer) {
    return answer.with("ETag", resource.version(id));
  }

  private static @Nullable ObjectNode body(LoggedRequest request) {
    try {
      return JsonMapper.shared().readTree(request.body()) instanceof ObjectNode object
          ? object
          : null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
