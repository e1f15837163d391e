package dev.syncline.definitions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What a task's records depend on besides the source. It stands beside the cursor: where it
 * differs, the next incremental run reads in full.
 */
public final class Fingerprint {
  private static final List<String> PARTS =
      List.of("key", "fields", "required", "derive", "dedupe", "references");

  private static final List<String> TWO_WAY = List.of("direction", "write_fields", "deliver");

  private Fingerprint() {}

  /** SHA-256 in hex over the mapping's normal form, keys sorted. */
  public static String of(TaskSpec task) {
    StringBuilder text = new StringBuilder();
    List<String> parts = new ArrayList<>(PARTS);
    if (task.direction() == TaskSpec.Direction.TWO_WAY) {
      parts.addAll(TWO_WAY);
    }
    for (String part : parts) {
      text.append(part).append('=');
      JsonNode value = task.definition().get(part);
      if (value != null) {
        write(value, text);
      }
      text.append('\n');
    }
    return HexFormat.of().formatHex(sha256(text.toString()));
  }

  private static void write(JsonNode value, StringBuilder text) {
    if (value.isObject()) {
      text.append('{');
      for (String name : new TreeSet<>(value.propertyNames())) {
        text.append('"').append(name.replace("\"", "\\\"")).append("\":");
        write(value.get(name), text);
        text.append(',');
      }
      text.append('}');
    } else if (value.isArray()) {
      text.append('[');
      for (JsonNode element : value) {
        write(element, text);
        text.append(',');
      }
      text.append(']');
    } else {
      text.append(value);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
