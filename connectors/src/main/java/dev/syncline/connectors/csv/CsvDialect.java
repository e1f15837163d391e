package dev.syncline.connectors.csv;

import dev.syncline.connectors.spi.ConnectionConfig;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How cells stand in a row.
 *
 * @param delimiter what separates cells, in UTF-8
 * @param quote the ASCII character that encloses a cell, or -1 for none
 * @param header whether the first row names the fields
 */
@SuppressWarnings("ArrayRecordComponent") // read for every cell, compared never
record CsvDialect(byte[] delimiter, int quote, boolean header) {

  static CsvDialect of(ConnectionConfig connection) {
    byte[] delimiter = delimiter(connection).getBytes(StandardCharsets.UTF_8);
    int quote = quote(connection);
    if (delimiter[0] == quote) {
      throw invalid("delimiter and quote are the same character");
    }
    return new CsvDialect(delimiter, quote, header(connection));
  }

  private static String delimiter(ConnectionConfig connection) {
    String text = text(connection, "delimiter");
    if (text == null) {
      return ",";
    }
    if (text.equalsIgnoreCase("tab") || text.equals("\\t")) {
      return "\t";
    }
    if (text.isEmpty() || text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      throw invalid("delimiter must be at least one character and no line end");
    }
    return text;
  }

  private static int quote(ConnectionConfig connection) {
    String text = text(connection, "quote");
    if (text == null) {
      return '"';
    }
    if (text.isEmpty() || text.equals("none")) {
      return -1;
    }
    if (text.length() != 1 || text.charAt(0) > 126 || text.charAt(0) < 32) {
      throw invalid("quote '" + text + "' must be one ASCII character such as \", or none");
    }
    return text.charAt(0);
  }

  private static boolean header(ConnectionConfig connection) {
    String text = connection.setting("header").orElse("true");
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid("header '" + text + "' must be true or false");
    };
  }

  /** The setting as it is, since a blank or a tab means something here. */
  private static @Nullable String text(ConnectionConfig connection, String name) {
    JsonNode value = connection.settings().get(name);
    return value == null || value.isNull() ? null : value.asString();
  }

  private static SynclineException invalid(String message) {
    return SynclineException.of(Category.INVALID, "setting of csv: " + message);
  }
}
