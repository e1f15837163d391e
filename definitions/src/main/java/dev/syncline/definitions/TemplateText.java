package dev.syncline.definitions;

import java.util.ArrayList;
import java.util.List;

/**
 * A template taken apart: text, and source fields in braces. {@code &#123;&#123;} and {@code
 * &#125;&#125;} stand for a brace itself.
 */
public record TemplateText(List<Part> parts) {

  public TemplateText {
    parts = List.copyOf(parts);
  }

  /** Text as it is, or a source field whose value is put in. */
  public sealed interface Part {}

  public record Literal(String text) implements Part {}

  public record Placeholder(String field) implements Part {}

  /** Reads a template; throws {@link IllegalArgumentException} telling what is wrong with it. */
  public static TemplateText parse(String template) {
    List<Part> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < template.length()) {
      char c = template.charAt(i);
      boolean doubled = i + 1 < template.length() && template.charAt(i + 1) == c;
      if ((c == '{' || c == '}') && doubled) {
        text.append(c);
        i += 2;
      } else if (c == '}') {
        throw new IllegalArgumentException("a '}' at position " + (i + 1) + " closes nothing");
      } else if (c == '{') {
        int end = template.indexOf('}', i);
        String field = end < 0 ? "" : template.substring(i + 1, end).strip();
        if (field.isEmpty() || field.indexOf('{') >= 0) {
          throw new IllegalArgumentException(
              "the '{' at position " + (i + 1) + " needs a field's name and a '}'");
        }
        if (!text.isEmpty()) {
          parts.add(new Literal(text.toString()));
          text.setLength(0);
        }
        parts.add(new Placeholder(field));
        i = end + 1;
      } else {
        text.append(c);
        i++;
      }
    }
    if (!text.isEmpty()) {
      parts.add(new Literal(text.toString()));
    }
    return new TemplateText(parts);
  }
}
