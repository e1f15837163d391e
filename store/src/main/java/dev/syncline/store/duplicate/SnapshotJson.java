package dev.syncline.store.duplicate;

import dev.syncline.store.duplicate.Snapshot.Place;
import dev.syncline.store.duplicate.Snapshot.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Values, and a record's rows as they stand beside a pair. Numbers keep every digit. */
final class SnapshotJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private SnapshotJson() {}

  static ObjectNode object(String json) {
    return (ObjectNode) JSON.readTree(json);
  }

  static String text(JsonNode node) {
    return JSON.writeValueAsString(node);
  }

  /**
   * @param data what a row without a base contributed
   * @param modified when, where the row does not say
   */
  static List<Row> rows(String json, ObjectNode data, @Nullable Instant modified) {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : JSON.readTree(json)) {
      rows.add(
          new Row(
              new Place(
                  row.path("connection").asString(),
                  row.path("resource").asString(),
                  row.path("external_id").asString()),
              row.path("primary").asBoolean(true),
              row.path("source").asBoolean(true),
              false,
              row.get("base") instanceof ObjectNode base ? base : data,
              row.get("modified") instanceof StringNode time
                  ? OffsetDateTime.parse(time.asString()).toInstant()
                  : modified));
    }
    return rows;
  }

  static String text(List<Row> rows, ObjectNode data) {
    ArrayNode list = JSON.createArrayNode();
    for (Row row : rows) {
      ObjectNode node =
          list.addObject()
              .put("connection", row.place().connection())
              .put("resource", row.place().resource())
              .put("external_id", row.place().externalId())
              .put("primary", row.primary())
              .put("source", row.source());
      if (!row.base().equals(data)) {
        node.set("base", row.base());
      }
      if (row.modified() != null) {
        node.put("modified", row.modified().toString());
      }
    }
    return text(list);
  }
}
