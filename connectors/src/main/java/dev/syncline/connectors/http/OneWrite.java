package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.WriteCommand;
import dev.syncline.connectors.spi.WriteCommand.Kind;
import dev.syncline.connectors.spi.WriteOutcome;
import dev.syncline.connectors.spi.WriteOutcome.Effect;
import dev.syncline.domain.SynclineException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Carries one command out: the calls that it takes, and what their answers come to. */
final class OneWrite {
  private final WriteSpec spec;
  private final Calls calls;
  private final Lookup lookup;
  private final Standing standing;

  OneWrite(WriteSpec spec, Calls calls, Lookup lookup, Standing standing) {
    this.spec = spec;
    this.calls = calls;
    this.lookup = lookup;
    this.standing = standing;
  }

  /** Throws where the command never reached the system, or a look at it failed. */
  WriteOutcome write(WriteCommand command) {
    return command.kind() == Kind.DELETE ? delete(command) : upsert(command);
  }

  private WriteOutcome upsert(WriteCommand command) {
    if (command.externalId() != null) {
      return update(command, command.externalId());
    }
    List<String> found = lookup.ids(command.fields());
    if (found.size() > 1) {
      return new WriteOutcome.Refused(
          "AMBIGUOUS_MATCH",
          "%d records match: %s; make `find` more exact".formatted(found.size(), found),
          false);
    }
    return found.isEmpty() ? create(command) : update(command, found.get(0));
  }

  private WriteOutcome create(WriteCommand command) {
    WriteSpec.Action action = spec.create();
    if (action == null) {
      return unsupported("create");
    }
    return call(action, command, "", (answer, body) -> created(action, answer, body));
  }

  private WriteOutcome created(
      WriteSpec.Action action, HttpAnswer answer, @Nullable ObjectNode body) {
    String path = action.id() == null ? spec.idField() : action.id();
    Optional<String> id = body == null ? Optional.empty() : JsonPath.text(body, path);
    if (id.isEmpty()) {
      id = answer.headers().firstValue("Location").flatMap(OneWrite::lastStep);
    }
    return id.<WriteOutcome>map(known -> written(Effect.CREATED, known, answer, body))
        .orElseGet(
            () ->
                new WriteOutcome.Unknown(
                    "the answer to create holds no id at '" + path + "'; set create.id"));
  }

  private WriteOutcome update(WriteCommand command, String id) {
    WriteSpec.Action action = spec.update();
    return action == null
        ? unsupported("update")
        : call(action, command, id, (answer, body) -> written(Effect.UPDATED, id, answer, body));
  }

  private WriteOutcome written(
      Effect effect, String id, HttpAnswer answer, @Nullable ObjectNode body) {
    ObjectNode record = standing.inside(body);
    return new WriteOutcome.Written(effect, id, standing.version(answer, record), record);
  }

  private WriteOutcome delete(WriteCommand command) {
    WriteSpec.Action action = spec.delete();
    if (action == null) {
      return unsupported("delete");
    }
    String id = command.externalId();
    String known = id != null ? id : JsonPath.text(command.fields(), spec.idField()).orElse("");
    if (known.isEmpty()) {
      // It was never there, as far as anybody knows.
      return new WriteOutcome.Written(Effect.UNCHANGED, "", null, null);
    }
    return call(
        action,
        command,
        known,
        (answer, body) -> new WriteOutcome.Written(Effect.DELETED, known, null, null));
  }

  /** What an answer with a status of success comes to. */
  private interface Success {
    WriteOutcome of(HttpAnswer answer, @Nullable ObjectNode body);
  }

  private WriteOutcome call(
      WriteSpec.Action action, WriteCommand command, String id, Success success) {
    if (movedOn(action, command, id)) {
      return new WriteOutcome.Stale("record " + id + " was changed by somebody else since");
    }
    URI address =
        Addresses.join(
            calls.base(), action.path().replace("{id}", Addresses.encode(id)), action.params());
    Map<String, String> headers = new LinkedHashMap<>();
    if (action.idempotencyHeader() != null) {
      headers.put(action.idempotencyHeader(), command.idempotencyKey());
    }
    String version = command.version();
    if (action.versionHeader() != null && version != null && !Standing.ofOurs(version)) {
      headers.put(action.versionHeader(), version);
    }
    String body = command.kind() == Kind.DELETE ? null : body(action, command);
    HttpAnswer answer;
    try {
      answer = calls.send(action.method(), address, headers, body);
    } catch (SynclineException e) {
      if (!e.code().equals(Calls.ANSWER_LOST)) {
        throw e;
      }
      return new WriteOutcome.Unknown(e.getMessage());
    }
    return answer.status() / 100 == 2
        ? success.of(answer, body(answer))
        : refusal(action, command, id, answer);
  }

  /** Where the system does not compare versions, the record is read again just before. */
  private boolean movedOn(WriteSpec.Action action, WriteCommand command, String id) {
    String version = command.version();
    if (version == null || !standing.readable()) {
      return false;
    }
    boolean here = !action.compares() || Standing.ofOurs(version);
    return here && standing.of(id).filter(now -> version.equals(now.version())).isEmpty();
  }

  private static String body(WriteSpec.Action action, WriteCommand command) {
    String version = command.version();
    if (action.version() == null || version == null || Standing.ofOurs(version)) {
      return command.fields().toString();
    }
    ObjectNode versioned = command.fields().deepCopy();
    JsonPath.put(versioned, action.version(), version);
    return versioned.toString();
  }

  private WriteOutcome refusal(
      WriteSpec.Action action, WriteCommand command, String id, HttpAnswer answer) {
    int status = answer.status();
    boolean gone = status == 404 || status == 410;
    if (gone && command.kind() == Kind.DELETE) {
      return new WriteOutcome.Written(Effect.UNCHANGED, id, null, null);
    }
    SynclineException trouble = HttpTrouble.of(answer, calls.clock());
    if (status == 412 || (status == 409 && command.version() != null)) {
      return new WriteOutcome.Stale(trouble.getMessage());
    }
    if (status >= 500 && status != 503 && !action.repeatable()) {
      // It may have been carried out before the system, or a proxy before it, failed.
      return new WriteOutcome.Unknown(trouble.getMessage());
    }
    if (status == 401 || trouble.category().retryable()) {
      boolean whole = status == 401 || status == 429 || status == 503;
      return new WriteOutcome.NotDone(trouble, whole);
    }
    return new WriteOutcome.Refused("HTTP_" + status, trouble.getMessage(), false);
  }

  private static @Nullable ObjectNode body(HttpAnswer answer) {
    try {
      return JsonMapper.shared().readTree(answer.utf8()) instanceof ObjectNode object
          ? object
          : null;
    } catch (JacksonException e) {
      // The write was carried out; an answer without JSON tells no more than that.
      return null;
    }
  }

  private static Optional<String> lastStep(String location) {
    String path = location.split("[?#]", 2)[0];
    return Optional.of(path.substring(path.lastIndexOf('/') + 1)).filter(step -> !step.isEmpty());
  }

  private WriteOutcome unsupported(String action) {
    return new WriteOutcome.Refused(
        "NOT_SUPPORTED",
        "resource '" + spec.name() + "' has no `" + action + "`; describe it under resources",
        false);
  }
}
