package dev.syncline.activities.mapping;

import dev.syncline.definitions.FieldSpec;
import dev.syncline.domain.Category;
import dev.syncline.domain.SynclineException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a system's row from a record: the conversion schema's language, turned to the other side. A
 * path with dots writes into objects; a field without a value is written as null.
 */
public final class WriteMapping {
  private final List<FieldSpec> fields;
  private final RowReader reader;
  private final TargetBuilder.@Nullable Rules rules;

  private WriteMapping(List<FieldSpec> fields) throws MappingRefused {
    this.fields = fields;
    SourceLayout layout = new SourceLayout();
    this.rules = fields.isEmpty() ? null : new TargetBuilder.Rules(fields, layout);
    this.reader = new RowReader(layout, false);
  }

  /**
   * @param fields system field ← record field; empty writes every field
   */
  public static WriteMapping compile(String task, List<FieldSpec> fields) {
    try {
      return new WriteMapping(fields);
    } catch (MappingRefused | IllegalArgumentException e) {
      throw SynclineException.of(
              Category.INVALID, "the written fields of task '" + task + "': " + e.getMessage())
          .because(e);
    }
  }

  /** The system's fields. */
  public ObjectNode write(ObjectNode record) throws MappingRefused {
    if (rules == null) {
      return record.deepCopy();
    }
    byte[] json = record.toString().getBytes(StandardCharsets.UTF_8);
    CanonicalJson out = new CanonicalJson();
    rules.build(reader.read(json, 0, json.length)).write(out);
    ObjectNode flat = RecordJson.read(out.copy());
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    for (FieldSpec field : fields) {
      for (String name : names(field)) {
        JsonNode value = flat.get(name);
        set(row, name, value == null ? JsonNodeFactory.instance.nullNode() : value);
      }
    }
    return row;
  }

  private static Iterable<String> names(FieldSpec field) {
    return field.origin() instanceof FieldSpec.Split split
        ? split.into().values()
        : List.of(field.name());
  }

  private static void set(ObjectNode row, String path, JsonNode value) {
    String[] steps = path.split("\\.", -1);
    ObjectNode at = row;
    for (int i = 0; i < steps.length - 1; i++) {
      JsonNode below = at.get(steps[i]);
      at = below instanceof ObjectNode object ? object : at.putObject(steps[i]);
    }
    at.set(steps[steps.length - 1], value);
  }
}
