package dev.syncline.definitions.reading;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Puts secrets in for their references. What was written stays beside what it became, so that no
 * message ever shows a secret.
 */
final class SecretResolver {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(\\w+):([^}]*)}");

  private final SecretSource secrets;
  private final Path base;
  private final Problems problems;

  SecretResolver(SecretSource secrets, Path base, Problems problems) {
    this.secrets = secrets;
    this.base = base;
    this.problems = problems;
  }

  static boolean isReference(String text) {
    return REFERENCE.matcher(text).find();
  }

  Item resolve(Item item) {
    if (item instanceof Item.Mapping mapping) {
      Map<String, Item.Member> members = new LinkedHashMap<>();
      mapping
          .members()
          .forEach(
              (name, member) ->
                  members.put(name, new Item.Member(member.line(), resolve(member.value()))));
      return new Item.Mapping(item.line(), item.path(), members, item.size());
    }
    if (item instanceof Item.Sequence sequence) {
      List<Item> items = new ArrayList<>();
      sequence.items().forEach(one -> items.add(resolve(one)));
      return new Item.Sequence(item.line(), item.path(), items, item.size());
    }
    Item.Scalar scalar = (Item.Scalar) item;
    if (!scalar.value().isString() || !isReference(scalar.value().asString())) {
      return item;
    }
    String text = text(scalar);
    return new Item.Scalar(
        item.line(), item.path(), JsonNodeFactory.instance.stringNode(text), scalar.written());
  }

  private String text(Item.Scalar scalar) {
    Matcher reference = REFERENCE.matcher(scalar.value().asString());
    StringBuilder out = new StringBuilder();
    while (reference.find()) {
      String value = value(scalar, reference.group(1), reference.group(2).strip()).orElse("");
      reference.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    return reference.appendTail(out).toString();
  }

  private Optional<String> value(Item at, String kind, String name) {
    if (problems.posted()) {
      problems.error(
          at, "${" + kind + ":…} works only in a sync file; what is posted holds the value itself");
      return Optional.empty();
    }
    return switch (kind) {
      case "env" -> env(at, name);
      case "file" -> file(at, name);
      default -> {
        problems.error(at, "${" + kind + ":…} is unknown; write ${env:NAME} or ${file:PATH}");
        yield Optional.empty();
      }
    };
  }

  private Optional<String> env(Item at, String name) {
    Optional<String> value = secrets.env(name);
    if (value.isEmpty()) {
      problems.error(at, "the environment variable " + name + " is not set");
    }
    return value;
  }

  private Optional<String> file(Item at, String name) {
    try {
      return Optional.of(secrets.file(base.resolve(name)));
    } catch (IOException | InvalidPathException e) {
      problems.error(at, "the file '" + name + "' cannot be read");
      return Optional.empty();
    }
  }
}
