package dev.syncline.connectors.markdown;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The YAML between two lines {@code ---} at the top of a document.
 *
 * @param fields what stands in it
 * @param body what follows it
 */
record FrontMatter(ObjectNode fields, String body) {
  private static final Pattern BLOCK =
      Pattern.compile(
          "\\A---[ \\t]*\\r?\\n(.*?)^(?:---|\\.\\.\\.)[ \\t]*(?:\\r?\\n|\\z)",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern UNCLOSED =
      Pattern.compile("\\A---[ \\t]*\\r?\\n[\\w-]+[ \\t]*:.*", Pattern.DOTALL);

  private static final Pattern ENDLESS = Pattern.compile("[-+]?\\d{1001,}");
  private static final String TOO_MUCH = "is nested too deeply or grows too large";

  static FrontMatter of(String text) throws BadDocument {
    Matcher block = BLOCK.matcher(text);
    if (!block.find()) {
      if (UNCLOSED.matcher(text).matches()) {
        throw bad(text, "is not closed by a line ---");
      }
      return new FrontMatter(JsonMapper.shared().createObjectNode(), text);
    }
    Object loaded;
    try {
      requireModest(block.group(1));
      loaded = new Load(LoadSettings.builder().build()).loadFromString(block.group(1));
    } catch (YamlEngineException e) {
      throw bad(text, "is broken YAML: " + String.valueOf(e.getMessage()).strip());
    } catch (YamlValues.TooMuch e) {
      throw bad(text, TOO_MUCH);
    }
    String body = text.substring(block.end());
    if (loaded == null) {
      return new FrontMatter(JsonMapper.shared().createObjectNode(), body);
    }
    if (loaded instanceof Map<?, ?> map) {
      try {
        return new FrontMatter(new YamlValues().object(map), body);
      } catch (YamlValues.TooMuch e) {
        throw bad(text, TOO_MUCH);
      }
    }
    if (loaded instanceof Iterable) {
      throw bad(text, "is a list, not keys with values");
    }
    // Plain text between two rules is no front matter.
    return new FrontMatter(JsonMapper.shared().createObjectNode(), text);
  }

  /** Before it is loaded: depth costs the loader's stack, and a number of many digits its time. */
  private static void requireModest(String yaml) throws YamlValues.TooMuch {
    int depth = 0;
    for (Event event : new Parse(LoadSettings.builder().build()).parseString(yaml)) {
      depth +=
          switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            default -> 0;
          };
      boolean endless =
          event instanceof ScalarEvent scalar && ENDLESS.matcher(scalar.getValue()).matches();
      if (depth > YamlValues.MAX_DEPTH + 1 || endless) {
        throw new YamlValues.TooMuch();
      }
    }
  }

  private static BadDocument bad(String text, String why) {
    return new BadDocument(
        "BAD_FRONT_MATTER",
        Documents.shortened(text),
        "the front matter " + why + "; correct the lines between the two ---");
  }
}
