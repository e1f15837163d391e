package dev.syncline.simulators.rest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  @Nullable String idsParam;
  boolean stuck;
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
    String ids = idsParam == null ? null : query.get(idsParam);
    for (JsonNode each : records.values()) {
      boolean fresh = since == null || each.path(modifiedField).asString("").compareTo(since) >= 0;
      boolean asked = ids == null || List.of(ids.split(",")).contains(each.path(key).asString(""));
      if (deaf || (fresh && asked)) {
        found.add(each);
      }
    }
    return found;
  }

  /** Creates a record under a new id; a repeated idempotency key answers the first one. */
  synchronized ObjectNode create(ObjectNode record, @Nullable String idempotencyKey) {
    if (idempotencyKey != null && createdBy.containsKey(idempotencyKey)) {
      JsonNode first = records.get(createdBy.get(idempotencyKey));
      if (first instanceof ObjectNode object) {
        return object;
      }
    }
    if (!record.hasNonNull(key)) {
      do {
        lastId++;
      } while (records.containsKey(String.valueOf(lastId)));
      record.put(key, lastId);
    }
    put(record);
    if (idempotencyKey != null) {
      createdBy.put(idempotencyKey, record.path(key).asString(""));
    }
    return record;
  }

  synchronized String version(String id) {
    return "\"" + versions.getOrDefault(id, 0) + "\"";
  }
}
