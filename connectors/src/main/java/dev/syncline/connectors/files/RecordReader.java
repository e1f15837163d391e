package dev.syncline.connectors.files;

import dev.syncline.connectors.spi.RecordSink;

/** Reads one file, record by record. */
public interface RecordReader {
  /** What {@link #next} answers at the end of the file. */
  int END = -1;

  /** Gives the next record, good or bad, to the sink; answers its bytes, or {@link #END}. */
  int next(RecordSink sink);

  /** The number of the physical line that comes next, from 1. */
  long line();

  /** The window was moved to the record that begins at this line. */
  void resumeAt(long line);
}
