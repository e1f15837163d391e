package dev.syncline.connectors.http;

import dev.syncline.connectors.spi.Current;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Single records as they stand now, each with a version: the one in the answer that {@code
 * update.version} names, else its ETag, else a fingerprint of the record itself.
 */
final class Standing {
  private static final String FINGERPRINT = "fingerprint:";

  private final ResourceSpec spec;
  private final WriteSpec writes;
  private final Calls calls;

  Standing(ResourceSpec spec, WriteSpec writes, Calls calls) {
    this.spec = spec;
    this.writes = writes;
    this.calls = calls;
  }

  boolean readable() {
    return spec.getPath() != null;
  }

  /** The record with that id, empty where there is none. */
  Optional<Current> of(String id) {
    String path = spec.getPath();
    if (path == null || id.equals(".") || id.equals("..")) {
      return Optional.empty();
    }
    String one = path.replace("{id}", Addresses.encode(id));
    HttpAnswer answer = calls.get(Addresses.join(calls.base(), one, spec.params()), spec.headers());
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    if (answer.status() / 100 != 2) {
      throw HttpTrouble.of(answer, calls.clock());
    }
    List<ObjectNode> records = PageParser.one(answer, spec).records();
    if (records.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode record = records.get(0);
    String version = version(answer, record);
    return Optional.of(new Current(id, version == null ? fingerprint(record) : version, record));
  }

  /** The version that an answer tells, or null. */
  @Nullable String version(HttpAnswer answer, @Nullable ObjectNode record) {
    WriteSpec.Action update = writes.update();
    String path = update == null ? null : update.version();
    if (path != null) {
      return record == null ? null : JsonPath.text(record, path).orElse(null);
    }
    return answer.headers().firstValue("ETag").orElse(null);
  }

  /** The record inside the answer to a write, which stands there as in the answer to a read. */
  @Nullable ObjectNode inside(@Nullable ObjectNode body) {
    return body != null && JsonPath.at(body, spec.getItem()) instanceof ObjectNode record
        ? record
        : body;
  }

  /** Whether the version is our own, so that only reading again can compare it. */
  static boolean ofOurs(String version) {
    return version.startsWith(FINGERPRINT);
  }

  private static String fingerprint(ObjectNode record) {
    byte[] bytes = record.toString().getBytes(StandardCharsets.UTF_8);
    return FINGERPRINT + Fingerprint.of(bytes, 0, bytes.length);
  }
}
