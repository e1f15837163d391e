package dev.syncline.connectors.http;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where reading goes on: {@code {"at","seen","page"}}.
 *
 * @param at the page's place, see {@link Paging}
 * @param seen how many elements came before it
 * @param page the fingerprint of the page before it
 */
record HttpCursor(@Nullable String at, long seen, String page) {
  static final HttpCursor START = new HttpCursor(null, 0, "");

  String encode() {
    return JsonMapper.shared().writeValueAsString(this);
  }

  static HttpCursor decode(@Nullable String text) {
    if (text == null) {
      return START;
    }
    try {
      HttpCursor cursor = JsonMapper.shared().readValue(text, HttpCursor.class);
      if (cursor.at() != null && cursor.page() != null) {
        return cursor;
      }
    } catch (JacksonException e) {
      throw unknown(text).because(e);
    }
    throw unknown(text);
  }

  private static SynclineException unknown(String text) {
    return SynclineException.of(
        Category.INVALID,
        "'" + text + "' is not a cursor of an http resource; run the task in full");
  }
}
