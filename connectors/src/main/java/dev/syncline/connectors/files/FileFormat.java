package dev.syncline.connectors.files;

import java.util.List;

/** How records stand in a file. */
public interface FileFormat {
  /** How the names of its files end, for example {@code .csv}. */
  List<String> extensions();

  /** Begins a file whose window stands at its first character. */
  RecordReader open(TextWindow window);
}
