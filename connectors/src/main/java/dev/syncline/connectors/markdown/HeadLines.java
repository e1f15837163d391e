package dev.syncline.connectors.markdown;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the head of a document says: its first heading and its quoted key-value lines. */
final class HeadLines {
  private static final Pattern HEADING =
      Pattern.compile(" {0,3}#(?:[ \\t]+(.*?))?(?:[ \\t]+#+)?[ \\t]*");
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,}).*");
  private static final Pattern KEY_VALUE =
      Pattern.compile("\\s*>\\s*\\*\\*([^*:]+?)\\s*(?::\\s*\\*\\*|\\*\\*\\s*:)\\s*(.*?)\\s*");

  private HeadLines() {}

  /** The first heading of the first level outside code blocks. */
  static Optional<String> heading(String body) {
    String fence = "";
    List<String> lines = body.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher fenced = FENCE.matcher(line);
      if (fenced.matches()) {
        String mark = fenced.group(1).substring(0, 3);
        fence = fence.isEmpty() ? mark : fence.equals(mark) ? "" : fence;
      } else if (fence.isEmpty()) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches() && heading.group(1) != null && !heading.group(1).isBlank()) {
          return Optional.of(heading.group(1).strip());
        }
        boolean underlined = i + 1 < lines.size() && lines.get(i + 1).matches(" {0,3}=+\\s*");
        if (underlined && !line.isBlank()) {
          return Optional.of(line.strip());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The lines {@code > **Key:** value} before the text begins; blank lines and headings may stand
   * before and between them. Keys are lower-cased, their blanks become underscores.
   */
  static Map<String, String> of(String body) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String line : (Iterable<String>) body.lines()::iterator) {
      Matcher pair = KEY_VALUE.matcher(line);
      boolean quoted = line.stripLeading().startsWith(">");
      if (pair.matches()) {
        String key = pair.group(1).strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
        fields.putIfAbsent(key, pair.group(2));
      } else if (!quoted && !line.isBlank() && !line.stripLeading().startsWith("#")) {
        return fields;
      }
    }
    return fields;
  }
}
