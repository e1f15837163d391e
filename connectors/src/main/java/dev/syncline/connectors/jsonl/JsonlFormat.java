package dev.syncline.connectors.jsonl;

import dev.syncline.connectors.files.FileFormat;
import dev.syncline.connectors.files.RecordReader;
import dev.syncline.connectors.files.TextWindow;
import java.util.List;

/** One JSON object a line. */
record JsonlFormat() implements FileFormat {

  @Override
  public List<String> extensions() {
    return List.of(".jsonl", ".ndjson");
  }

  @Override
  public RecordReader open(TextWindow window) {
    return new JsonlReader(window);
  }
}
