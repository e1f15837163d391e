package dev.syncline.connectors.markdown;

import dev.syncline.connectors.files.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns a document into a record. */
final class Documents {
  private static final int PAYLOAD = 64 << 10;

  /** Fields that the document itself gives and no front matter replaces. */
  private static final Set<String> OWN = Set.of("path", "body", "modified_at");

  private Documents() {}

  static byte[] json(String name, byte[] bytes, Instant modified) throws BadDocument {
    String text = text(bytes);
    FrontMatter front = FrontMatter.of(text);
    ObjectNode record = JsonMapper.shared().createObjectNode();
    record.put("path", name);
    record.put("title", title(front, name));
    record.put("body", front.body());
    record.put("modified_at", modified.toString());
    HeadLines.of(front.body())
        .forEach((key, value) -> add(record, key, JsonMapper.shared().valueToTree(value)));
    front.fields().properties().forEach(field -> add(record, field.getKey(), field.getValue()));
    return JsonMapper.shared().writeValueAsBytes(record);
  }

  private static void add(ObjectNode record, String key, JsonNode value) {
    if (!OWN.contains(key) && !key.equals("title")) {
      record.set(key, value);
    }
  }

  private static String title(FrontMatter front, String name) {
    String own = front.fields().path("title").asString("");
    if (!own.isBlank()) {
      return own.strip();
    }
    return HeadLines.heading(front.body())
        .orElseGet(
            () -> name.substring(name.lastIndexOf('/') + 1).replaceFirst("(?<=.)\\.[^.]+$", ""));
  }

  private static String text(byte[] bytes) throws BadDocument {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    int start = marked ? 3 : 0;
    String text = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    int malformed = Utf8.firstMalformed(bytes, start, bytes.length);
    if (malformed >= 0) {
      long line = 1;
      int lineStart = start;
      for (int i = start; i < malformed; i++) {
        if (bytes[i] == '\n') {
          line++;
          lineStart = i + 1;
        }
      }
      throw new BadDocument(
          "WRONG_ENCODING",
          shortened(text),
          "line %d, column %d holds bytes that are not UTF-8; store the document as UTF-8"
              .formatted(line, Utf8.column(bytes, lineStart, malformed)));
    }
    return text;
  }

  static String shortened(String text) {
    return text.length() <= PAYLOAD ? text : text.substring(0, PAYLOAD) + "… (shortened)";
  }
}
