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
    String id = created.path(resource.key).asString("");
    Answer answer =
        resource.silent
            ? Answer.empty(201).with("Location", request.path() + "/" + id)
            : Answer.json(201, created);
    return versioned(resource, id, answer);
  }

  /** Comparing the version and changing the record is one step. */
  static Answer of(RestResource resource, String id, LoggedRequest request) {
    synchronized (resource) {
      return alone(resource, id, request);
    }
  }

  private static Answer alone(RestResource resource, String id, LoggedRequest request) {
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
    ObjectNode given = request.method().equals("PUT") ? body : stored.deepCopy().setAll(body);
    ObjectNode kept = resource.change(stored, given);
    Answer answer = resource.silent ? Answer.empty(204) : Answer.json(200, kept);
    Answer told = versioned(resource, id, answer);
    resource.afterChange(stored, kept);
    return told;
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
