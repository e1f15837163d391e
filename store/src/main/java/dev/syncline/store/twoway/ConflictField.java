package dev.syncline.store.twoway;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field that changed on both sides. Values are JSON; a null node stands for none.
 *
 * @param record what the record held
 * @param incoming what the system showed
 * @param chosen record, incoming, merged or value; null while nobody decided
 * @param value what the record holds since
 * @param strategy the one that the field has
 */
public record ConflictField(
    String field,
    JsonNode base,
    JsonNode record,
    JsonNode incoming,
    @Nullable String chosen,
    JsonNode value,
    String strategy) {
  public static final String RECORD = "record";
  public static final String INCOMING = "incoming";
  public static final String VALUE = "value";

  /** Those of a JSON list as it is stored; none where there is no list. */
  public static List<ConflictField> list(@Nullable String stored) {
    return stored == null
        ? List.of()
        : JsonMapper.shared().readTree(stored).valueStream().map(ConflictField::of).toList();
  }

  private static ConflictField of(JsonNode stored) {
    return new ConflictField(
        stored.path("field").asString(),
        value(stored, "base"),
        value(stored, RECORD),
        value(stored, INCOMING),
        stored.path("chosen").isString() ? stored.path("chosen").asString() : null,
        value(stored, VALUE),
        stored.path("strategy").asString());
  }

  private static JsonNode value(JsonNode stored, String name) {
    JsonNode value = stored.get(name);
    return value == null ? JsonNodeFactory.instance.nullNode() : value;
  }

  /** The same once a person decided. */
  public ConflictField decided(String by, JsonNode result) {
    return new ConflictField(field, base, record, incoming, by, result, strategy);
  }

  /** What the record would hold had it been decided otherwise; for a third value, what it held. */
  public JsonNode lost() {
    return RECORD.equals(chosen) ? incoming : record;
  }

  ObjectNode stored() {
    ObjectNode object = JsonNodeFactory.instance.objectNode().put("field", field);
    object.set("base", base);
    object.set(RECORD, record);
    object.set(INCOMING, incoming);
    object.put("chosen", chosen);
    object.set(VALUE, value);
    return object.put("strategy", strategy);
  }
}
