package dev.syncline.connectors.postgres;

import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.util.Locale;
import java.util.Set;

/**
 * One query that may stand in parentheses. Texts, quoted names and comments are passed over as
 * PostgreSQL does (manual, 4.1 "Lexical Structure"), so that nothing in it ends the parentheses or
 * the statement.
 */
final class QueryText {
  private static final Set<String> BEGINNINGS = Set.of("select", "with", "values", "table");

  private final String text;
  private int at;

  private QueryText(String text) {
    this.text = text;
  }

  /** The query without a semicolon at its end; throws INVALID where it is not just one query. */
  static String checked(String query) {
    String text = query.strip();
    while (text.endsWith(";")) {
      text = text.substring(0, text.length() - 1).strip();
    }
    new QueryText(text).check();
    return text;
  }

  private void check() {
    int depth = 0;
    StringBuilder first = new StringBuilder();
    boolean begun = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (passed(c)) {
        begun |= first.length() > 0;
        continue;
      }
      switch (c) {
        case ';' -> throw refused("holds a ';': give one query");
        case '\0' -> throw refused("holds a NUL character");
        case '(' -> depth++;
        case ')' -> depth--;
        default -> {}
      }
      if (depth < 0) {
        throw refused("closes a parenthesis that it did not open");
      }
      boolean letter = Character.isLetter(c);
      if (!begun && letter) {
        first.append(c);
      }
      begun |= !letter && first.length() > 0;
      at++;
    }
    if (depth > 0) {
      throw refused("does not close a parenthesis");
    }
    if (!BEGINNINGS.contains(first.toString().toLowerCase(Locale.ROOT))) {
      throw refused("begins with '" + first + "'; only SELECT, WITH, VALUES and TABLE read");
    }
  }

  /** Passes over a text, a quoted name or a comment, where one begins here. */
  private boolean passed(char c) {
    if (c == '\'') {
      quoted('\'', escapes());
    } else if (c == '"') {
      quoted('"', false);
    } else if (text.startsWith("--", at)) {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    } else if (text.startsWith("/*", at)) {
      comment();
    } else {
      return c == '$' && !inWord(at - 1) && dollars();
    }
    return true;
  }

  /** Whether the text that begins here is written E'…'. */
  private boolean escapes() {
    return at > 0 && (text.charAt(at - 1) | 0x20) == 'e' && !inWord(at - 2);
  }

  private boolean inWord(int index) {
    return index >= 0
        && (Character.isLetterOrDigit(text.charAt(index))
            || text.charAt(index) == '_'
            || text.charAt(index) == '$');
  }

  private void quoted(char quote, boolean escapes) {
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (escapes && c == '\\') {
        at++;
      } else if (c == quote) {
        at++;
        return; // a doubled quote begins the next text at once
      }
    }
    throw refused("does not close a " + quote);
  }

  private void comment() {
    int depth = 0;
    do {
      if (text.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        depth--;
        at += 2;
      } else {
        at++;
      }
      if (at >= text.length() && depth > 0) {
        throw refused("does not close a comment");
      }
    } while (depth > 0);
  }

  private boolean dollars() {
    int end = at + 1;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    boolean tag =
        end < text.length() && text.charAt(end) == '$' && !Character.isDigit(text.charAt(at + 1));
    if (!tag) {
      return false;
    }
    String mark = text.substring(at, end + 1);
    int close = text.indexOf(mark, end + 1);
    if (close < 0) {
      throw refused("does not close " + mark);
    }
    at = close + mark.length();
    return true;
  }

  private static SynclineException refused(String what) {
    return SynclineException.of(Category.INVALID, "BAD_QUERY", "the source's query " + what);
  }
}
