package dev.syncline.activities.deliver;

import dev.syncline.activities.mapping.Mapped;
import dev.syncline.activities.mapping.MappingRefused;
import dev.syncline.activities.mapping.RecordJson;
import dev.syncline.activities.mapping.RecordMapping;
import dev.syncline.activities.mapping.WriteMapping;
import dev.syncline.activities.merge.LegFields;
import dev.syncline.activities.merge.LegMerge;
import dev.syncline.definitions.Leg;
import dev.syncline.definitions.TaskSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** How one system of a two-way task is read, merged and written. */
final class LegWriting {
  private final Leg leg;
  private final List<String> key;
  private final RecordMapping reads;
  private final WriteMapping writes;
  private final LegMerge merge;

  LegWriting(TaskSpec task, Leg leg, List<String> key, RecordMapping reads) {
    this.leg = leg;
    this.key = List.copyOf(key);
    this.reads = reads;
    this.writes = WriteMapping.compile(task.name(), leg.writes());
    this.merge =
        new LegMerge(
            new LegFields(leg.readFields(), leg.writtenFields()),
            task.conflicts(),
            leg.index() == 0);
  }

  LegMerge merge() {
    return merge;
  }

  Mapped read(ObjectNode row) throws MappingRefused {
    byte[] json = row.toString().getBytes(StandardCharsets.UTF_8);
    return reads.map(json, 0, json.length);
  }

  /** The system's row; one that stands there keeps its id, whatever the record says. */
  ObjectNode write(ObjectNode record, @Nullable String externalId) throws MappingRefused {
    ObjectNode row = writes.write(record);
    if (externalId != null) {
      keyed(row, externalId, false);
    } else {
      key.stream().filter(field -> row.path(field).isNull()).forEach(row::remove);
    }
    return row;
  }

  /** The row of a deletion. */
  ObjectNode keyOf(String externalId) {
    return keyed(RecordJson.read((String) null), externalId, true);
  }

  private ObjectNode keyed(ObjectNode row, String externalId, boolean always) {
    List<String> parts = key.size() == 1 ? List.of(externalId) : parts(externalId);
    for (int i = 0; i < key.size() && i < parts.size(); i++) {
      JsonNode there = row.get(key.get(i));
      boolean same = there != null && there.isValueNode() && there.asString().equals(parts.get(i));
      if (always || (there != null && !same)) {
        row.set(key.get(i), StringNode.valueOf(parts.get(i)));
      }
    }
    return row;
  }

  /** Takes apart what {@code ExternalIds} joined. */
  private static List<String> parts(String externalId) {
    return java.util.Arrays.stream(externalId.split("(?<!\\\\)\\|", -1))
        .map(part -> part.replace("\\|", "|").replace("\\\\", "\\"))
        .toList();
  }

  /** Whether an answer says of every value that was sent what became of it. */
  static boolean complete(@Nullable ObjectNode answer, ObjectNode sent) {
    return answer != null
        && sent.properties().stream()
            .allMatch(e -> e.getValue().isNull() || answer.has(e.getKey()));
  }

  /**
   * What a row shows that took on all it was sent, in the record's fields.
   *
   * @param before what it showed
   */
  ObjectNode assumed(ObjectNode record, ObjectNode before) {
    ObjectNode shown = before.deepCopy();
    record
        .properties()
        .forEach(
            e -> {
              if (leg.readFields() == null || leg.readFields().contains(e.getKey())) {
                shown.set(e.getKey(), e.getValue());
              }
            });
    before.propertyNames().stream().filter(f -> !record.has(f)).toList().forEach(shown::remove);
    return shown;
  }
}
