package dev.syncline.definitions.expression;

import java.util.List;

/** Cuts an expression into words, one at a time. */
final class Tokens {
  private static final List<String> SYMBOLS =
      List.of(
          "||", "&&", "==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "!", "?", ":", "(",
          ")", ",");

  enum Kind {
    NUMBER,
    TEXT,
    NAME,
    /** A name in back quotes. */
    FIELD,
    SYMBOL,
    END
  }

  private final String source;
  private int position;
  private int start;
  private Kind kind = Kind.END;
  private String text = "";

  Tokens(String source) {
    this.source = source;
    next();
  }

  Kind kind() {
    return kind;
  }

  String text() {
    return text;
  }

  boolean takeSymbol(String symbol) {
    return take(Kind.SYMBOL, symbol);
  }

  boolean takeName(String name) {
    return take(Kind.NAME, name);
  }

  private boolean take(Kind wanted, String word) {
    if (kind == wanted && text.equals(word)) {
      next();
      return true;
    }
    return false;
  }

  void expectSymbol(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  IllegalArgumentException unexpected(String wanted) {
    String found = kind == Kind.END ? "it ends" : "'" + text + "' stands";
    return new IllegalArgumentException(
        found + " at position " + (start + 1) + " where " + wanted + " is needed");
  }

  void next() {
    while (position < source.length() && Character.isWhitespace(source.charAt(position))) {
      position++;
    }
    start = position;
    if (position == source.length()) {
      kind = Kind.END;
      text = "";
      return;
    }
    char c = source.charAt(position);
    if (c == '\'' || c == '"') {
      quoted(c, Kind.TEXT);
    } else if (c == '`') {
      quoted(c, Kind.FIELD);
    } else if (isDigit(c)) {
      number();
    } else if (Character.isLetter(c) || c == '_') {
      name();
    } else {
      symbol();
    }
  }

  private void quoted(char quote, Kind as) {
    StringBuilder out = new StringBuilder();
    position++;
    while (position < source.length() && source.charAt(position) != quote) {
      boolean escaped = source.charAt(position) == '\\' && position + 1 < source.length();
      if (escaped) {
        position++;
      }
      out.append(source.charAt(position++));
    }
    if (position == source.length()) {
      throw new IllegalArgumentException(
          "the quote at position " + (start + 1) + " is never closed");
    }
    position++;
    kind = as;
    text = out.toString();
  }

  private void number() {
    while (position < source.length()
        && (isDigit(source.charAt(position))
            || (source.charAt(position) == '.'
                && position + 1 < source.length()
                && isDigit(source.charAt(position + 1))))) {
      position++;
    }
    kind = Kind.NUMBER;
    text = source.substring(start, position);
    if (text.indexOf('.') != text.lastIndexOf('.')) {
      throw new IllegalArgumentException("'" + text + "' is no number");
    }
  }

  private void name() {
    while (position < source.length() && isNamePart(source.charAt(position))) {
      position++;
    }
    kind = Kind.NAME;
    text = source.substring(start, position);
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private void symbol() {
    for (String symbol : SYMBOLS) {
      if (source.startsWith(symbol, position)) {
        position += symbol.length();
        kind = Kind.SYMBOL;
        text = symbol;
        return;
      }
    }
    throw new IllegalArgumentException(
        "'" + source.charAt(position) + "' at position " + (start + 1) + " means nothing here");
  }
}
