package dev.syncline.definitions.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds the tree from YAML 1.2 events. Events rather than nodes, because the parser keeps no stack
 * of its own: depth and aliases are bounded here before anything grows.
 */
final class YamlTree {
  private final Problems problems;
  private final String text;
  private final Map<Anchor, Item> anchors = new HashMap<>();
  private Iterator<Event> events = List.<Event>of().iterator();
  private int aliases;
  private int values;

  private YamlTree(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /** The document's root, or null where it is empty or broken; problems tell the line. */
  static @Nullable Item read(String text, Problems problems) {
    try {
      return new YamlTree(text, problems).document();
    } catch (Broken broken) {
      problems.error(broken.line(), "", broken.message());
      return null;
    }
  }

  private @Nullable Item document() throws Broken {
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(TreeLimits.FILE_BYTES).setLabel("file").build();
    events = new Parse(settings).parseString(text).iterator();
    Item root = null;
    try {
      while (events.hasNext()) {
        Event event = events.next();
        switch (event.getEventId()) {
          case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
          default -> {
            if (root != null) {
              throw new Broken(line(event), "a second document starts here; a file holds just one");
            }
            root = item(event, "", 0);
          }
        }
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      String context = e.getContext() == null ? "" : e.getContext() + ": ";
      boolean bare = text.lines().skip(line - 1L).findFirst().orElse("").contains("${");
      String hint = bare ? "; within { } and [ ], put quotes around what has a ${...}" : "";
      throw new Broken(line, "not valid YAML: " + context + e.getProblem() + hint);
    } catch (ReaderException e) {
      int before = Math.min(text.length(), Math.max(0, e.getPosition()));
      int line = 1 + (int) text.substring(0, before).chars().filter(c -> c == '\n').count();
      throw new Broken(
          line, "not valid YAML: the character U+" + Integer.toHexString(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw new Broken(1, "not valid YAML: " + e.getMessage());
    }
    return root;
  }

  private Item item(Event event, String path, int depth) throws Broken {
    if (depth > TreeLimits.DEPTH) {
      throw new Broken(line(event), "nested deeper than " + TreeLimits.DEPTH + " levels");
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias);
    }
    count(event, 1);
    if (event instanceof ScalarEvent scalar) {
      return keep(scalar.getAnchor(), YamlScalars.item(scalar, line(event), path, problems));
    }
    if (event instanceof SequenceStartEvent start) {
      return keep(start.getAnchor(), sequence(line(event), path, depth));
    }
    if (event instanceof MappingStartEvent start) {
      return keep(start.getAnchor(), mapping(line(event), path, depth));
    }
    throw new Broken(line(event), "not valid YAML: unexpected " + event.getEventId());
  }

  private Item sequence(int line, String path, int depth) throws Broken {
    List<Item> items = new ArrayList<>();
    int size = 1;
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) {
      Item item = item(next, path + "[" + items.size() + "]", depth + 1);
      items.add(item);
      size += item.size();
    }
    return new Item.Sequence(line, path, items, size);
  }

  private Item mapping(int line, String path, int depth) throws Broken {
    Map<String, Item.Member> members = new LinkedHashMap<>();
    int size = 1;
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      if (!(next instanceof ScalarEvent key)) {
        throw new Broken(line(next), "a key must be plain text");
      }
      String name = key.getValue();
      String keyPath = path.isEmpty() ? name : path + "." + name;
      Item value = onKeysLine(item(events.next(), keyPath, depth + 1), line(next));
      Item.Member earlier = members.putIfAbsent(name, new Item.Member(line(next), value));
      if (earlier != null) {
        problems.error(
            line(next), keyPath, "'" + name + "' stands already in line " + earlier.line());
      }
      size += value.size();
    }
    return new Item.Mapping(line, path, members, size);
  }

  /** A block below its key is reported at the key, where a person looks for it. */
  private static Item onKeysLine(Item item, int line) {
    if (item instanceof Item.Mapping mapping) {
      return new Item.Mapping(line, mapping.path(), mapping.members(), mapping.size());
    }
    if (item instanceof Item.Sequence list) {
      return new Item.Sequence(line, list.path(), list.items(), list.size());
    }
    Item.Scalar scalar = (Item.Scalar) item;
    return scalar.isNull()
        ? new Item.Scalar(line, scalar.path(), scalar.value(), scalar.written())
        : scalar;
  }

  private Item alias(AliasEvent alias) throws Broken {
    Item item = anchors.get(alias.getAlias());
    if (item == null) {
      throw new Broken(
          line(alias), "the alias '*" + alias.getAlias() + "' names nothing that stands above");
    }
    if (++aliases > TreeLimits.ALIASES) {
      throw new Broken(line(alias), "more than " + TreeLimits.ALIASES + " aliases");
    }
    count(alias, item.size());
    return item;
  }

  private void count(Event event, int more) throws Broken {
    values += more;
    if (values > TreeLimits.VALUES) {
      throw new Broken(line(event), "more than " + TreeLimits.VALUES + " values");
    }
  }

  private Item keep(Optional<Anchor> anchor, Item item) {
    anchor.ifPresent(name -> anchors.put(name, item));
    return item;
  }

  private static int line(Event event) {
    return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }
}
