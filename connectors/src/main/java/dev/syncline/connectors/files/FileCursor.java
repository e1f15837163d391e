package dev.syncline.connectors.files;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where reading goes on: {@code {"file","offset","skip","line","size"}}.
 *
 * @param file the file's name
 * @param offset see {@link FilePosition}
 * @param skip see {@link FilePosition}
 * @param line the number of the physical line that comes next, from 1
 * @param size the file's length when the cursor was made; a shorter file has been rewritten
 */
record FileCursor(String file, long offset, int skip, long line, long size) {

  String encode() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  static FileCursor decode(String text) {
    try {
      FileCursor cursor = JsonMapper.shared().readValue(text, FileCursor.class);
      if (cursor.file() != null && cursor.offset() >= 0 && cursor.skip() >= 0) {
        return cursor;
      }
    } catch (JacksonException e) {
      throw unknown(text).because(e);
    }
    throw unknown(text);
  }

  FilePosition position() {
    return new FilePosition(offset, skip);
  }

  private static SynclineException unknown(String text) {
    return SynclineException.of(
        Category.INVALID, "'" + text + "' is not a cursor of a file; run the task in full");
  }
}
