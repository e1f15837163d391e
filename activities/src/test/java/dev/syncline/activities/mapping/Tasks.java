package dev.syncline.activities.mapping;

import dev.syncline.definitions.TaskSpec;
import dev.syncline.definitions.reading.SyncFileReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Mappings for tests, from the JSON that users post. */
final class Tasks {
  private Tasks() {}

  static TaskSpec task(String body) {
    return new SyncFileReader()
        .readTask("t", "{\"entity\":\"e\",\"source\":{\"connection\":\"c\"}" + body + "}");
  }

  static RecordMapping mapping(String body) {
    return RecordMapping.compile(task(body), List.of("id"), "updated_at");
  }

  /** The mapping with just these fields, given as a JSON object in single quotes. */
  static RecordMapping fields(String fields) {
    return mapping(",\"fields\":" + quoted(fields));
  }

  static String quoted(String json) {
    return json.replace('\'', '"');
  }

  static Mapped map(RecordMapping mapping, String record) throws MappingRefused {
    byte[] bytes = quoted(record).getBytes(StandardCharsets.UTF_8);
    return mapping.map(bytes, 0, bytes.length);
  }

  static String data(RecordMapping mapping, String record) throws MappingRefused {
    return new String(map(mapping, record).data(), StandardCharsets.UTF_8);
  }
}
