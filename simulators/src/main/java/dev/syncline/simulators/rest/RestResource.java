package dev.syncline.simulators.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One list of records of a {@link RestSystem}, and how it is presented. */
public final class RestResource {
  private final Map<String, JsonNode> records = new LinkedHashMap<>();
  private final Map<String, Integer> versions = new LinkedHashMap<>();
  private final Map<String, String> createdBy = new LinkedHashMap<>();
  private long lastId;

  Paging paging = new Paging.None();
  int pageSize = 100;
  String items = "";
  String key = "id";
  @Nullable String totalPath;
  @Nullable String totalHeader;
  @Nullable String modifiedParam;
  String modifiedField = "updated_at";
  @Nullable String untilParam;
  @Nullable String idsParam;
  @Nullable String statusParam;
  boolean stuck;
  boolean silent;
  private Habit habit = given -> given;
  private Set<String> flipped = Set.of();
  private Set<String> findable = Set.of();
  private boolean deaf;

  /** Pages of at most {@code size} records. */
  public RestResource paging(Paging style, int size) {
    paging = style;
    pageSize = size;
    return this;
  }

  /** Where the list stands in the answer, with dots. */
  public RestResource items(String path) {
    items = path;
    return this;
  }

  public RestResource total(String path) {
    totalPath = path;
    return this;
  }

  public RestResource totalHeader(String name) {
    totalHeader = name;
    return this;
  }

  public RestResource modified(String param, String field) {
    modifiedParam = param;
    modifiedField = field;
    return this;
  }

  /**
   * Lists can be asked for what changed up to a time, by the field that {@link #modified} names.
   */
  public RestResource modifiedUntil(String param) {
    untilParam = param;
    return this;
  }

  /** Lists can be asked for some values of the field {@code status}. */
  public RestResource status(String param) {
    statusParam = param;
    return this;
  }

  public RestResource ids(String param) {
    idsParam = param;
    return this;
  }

  /** Takes its filters' parameters and ignores them. */
  public RestResource deaf(boolean on) {
    deaf = on;
    return this;
  }

  /** Answers the same first page to everything, for ever. */
  public RestResource stuck(boolean on) {
    stuck = on;
    return this;
  }

  /** What is made of records that are written by calls. */
  public RestResource habit(Habit how) {
    habit = how;
    return this;
  }

  /** Right after a write was answered, these fields go back to what they held before. */
  public RestResource flipsBack(String... fields) {
    flipped = Set.of(fields);
    return this;
  }

  /** Writes are answered without a body. */
  public RestResource silent(boolean on) {
    silent = on;
    return this;
  }

  /** Lists can be asked for by these fields; blanks around a text and its case do not matter. */
  public RestResource finds(String... fields) {
    findable = Set.of(fields);
    return this;
  }

  /** Records {@code {"id":"1","name":"name 1"}} and so on. */
  public RestResource fill(int count) {
    for (int i = 1; i <= count; i++) {
      put(JsonMapper.shared().createObjectNode().put("id", i).put("name", "name " + i));
    }
    return this;
  }

  public synchronized RestResource put(ObjectNode record) {
    String id = record.path(key).asString("");
    records.put(id, record);
    versions.merge(id, 1, Integer::sum);
    return this;
  }

  /** An element that is no object, at the end of the list. */
  public synchronized RestResource putElement(JsonNode element) {
    records.put("element " + records.size(), element);
    return this;
  }

  public synchronized @Nullable JsonNode get(String id) {
    return records.get(id);
  }

  public synchronized @Nullable JsonNode remove(String id) {
    versions.remove(id);
    return records.remove(id);
  }

  public synchronized Collection<JsonNode> all() {
    return List.copyOf(records.values());
  }

  synchronized List<JsonNode> matching(Map<String, String> query) {
    List<JsonNode> found = new ArrayList<>();
    String since = modifiedParam == null ? null : query.get(modifiedParam);
    String until = untilParam == null ? null : query.get(untilParam);
    for (JsonNode each : records.values()) {
      String changed = each.path(modifiedField).asString("");
      boolean timely =
          (since == null || changed.compareTo(since) >= 0)
              && (until == null || changed.compareTo(until) <= 0);
      boolean asked =
          oneOf(query, idsParam, each.path(key)) && oneOf(query, statusParam, each.path("status"));
      if (deaf || (timely && asked && found(each, query))) {
        found.add(each);
      }
    }
    return found;
  }

  private static boolean oneOf(Map<String, String> query, @Nullable String param, JsonNode value) {
    String asked = param == null ? null : query.get(param);
    return asked == null || List.of(asked.split(",")).contains(value.asString(""));
  }

  private boolean found(JsonNode record, Map<String, String> query) {
    return findable.stream()
        .allMatch(
            field -> {
              String asked = query.get(field);
              String there = record.path(field).asString("").strip();
              return asked == null || there.equalsIgnoreCase(asked.strip());
            });
  }

  /** Changes a record as its system does; answers what the system says it is now. */
  synchronized ObjectNode change(ObjectNode stored, ObjectNode given) {
    ObjectNode kept = habit.kept(given);
    kept.set(key, stored.get(key));
    put(kept);
    return kept;
  }

  /** What happens after a change was answered. */
  synchronized void afterChange(ObjectNode before, ObjectNode kept) {
    ObjectNode back = kept.deepCopy();
    flipped.stream().filter(before::has).forEach(field -> back.set(field, before.get(field)));
    if (!back.equals(kept)) {
      put(back);
    }
  }

  /** Creates a record under a new id; a repeated idempotency key answers the first one. */
  synchronized ObjectNode create(ObjectNode record, @Nullable String idempotencyKey) {
    if (idempotencyKey != null && createdBy.containsKey(idempotencyKey)) {
      JsonNode first = records.get(createdBy.get(idempotencyKey));
      if (first instanceof ObjectNode object) {
        return object;
      }
    }
    JsonNode own = record.get(key);
    ObjectNode kept = habit.kept(record);
    if (own != null && !own.isNull()) {
      kept.set(key, own);
    } else {
      do {
        lastId++;
      } while (records.containsKey(String.valueOf(lastId)));
      kept.put(key, lastId);
    }
    put(kept);
    if (idempotencyKey != null) {
      createdBy.put(idempotencyKey, kept.path(key).asString(""));
    }
    return kept;
  }

  synchronized String version(String id) {
    return "\"" + versions.getOrDefault(id, 0) + "\"";
  }
}
