package dev.syncline.definitions.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The keys that each section of the sync file knows; the JSON Schema names the same. */
final class Keys {
  static final List<String> FILE = List.of("version", "tenant", "sandbox", "connections", "tasks");
  static final List<String> CONNECTION = List.of("connector", "enabled", "settings", "credentials");
  static final List<String> TASK =
      List.of(
          "entity",
          "source",
          "key",
          "modified",
          "fields",
          "write_fields",
          "required",
          "references",
          "derive",
          "dedupe",
          "writes",
          "direction",
          "conflicts",
          "deletes",
          "deliver",
          "batch",
          "retry",
          "gates",
          "schedule",
          "notify");
  static final List<String> SOURCE = List.of("connection", "resource", "query", "filter");
  static final List<String> FILTER = List.of("status", "date_range");
  static final List<String> DATE_RANGE = List.of("start", "end");
  static final List<String> ORIGINS = List.of("from", "value", "template", "expression");
  static final List<String> FIELD =
      List.of(
          "from",
          "value",
          "template",
          "expression",
          "split",
          "into",
          "apply",
          "type",
          "default",
          "values",
          "map",
          "format",
          "locale",
          "region",
          "timezone",
          "min",
          "max",
          "scale",
          "max_length",
          "pattern");
  static final List<String> REFERENCE = List.of("entity", "external_id");
  static final List<String> DERIVE = List.of("entity", "when", "each", "key", "fields", "link");
  static final List<String> DEDUPE =
      List.of("preset", "match", "merge_at", "review_at", "survivorship", "phonetic", "locale");
  static final List<String> MATCH_RULE =
      List.of("exact", "field", "method", "weight", "threshold", "within", "phonetic", "locale");
  static final List<String> SURVIVORSHIP = List.of("default", "fields");
  static final List<String> CONFLICTS = List.of("strategy", "otherwise", "fields");
  static final List<String> DELIVER =
      List.of("connection", "resource", "key", "match", "modified", "fields", "read_fields");
  static final List<String> BATCH = List.of("size", "delay");
  static final List<String> RETRY =
      List.of("max_attempts", "initial", "multiplier", "max", "jitter");
  static final List<String> GATES =
      List.of(
          "max_changes",
          "max_update_percent",
          "max_delete_percent",
          "max_shrink_percent",
          "max_rewrite_percent",
          "off");
  static final List<String> SCHEDULE = List.of("cron", "timezone", "mode", "enabled");
  static final List<String> NOTIFY = List.of("webhook", "email", "on");
  static final List<String> RATE_LIMIT = List.of("requests", "per");

  /** What an http resource knows, and what may stand beside {@code resources} as a default. */
  static final List<String> HTTP_RESOURCE =
      List.of(
          "path",
          "params",
          "headers",
          "items",
          "key",
          "paging",
          "total",
          "modified_param",
          "modified_until_param",
          "ids_param",
          "status_param",
          "get",
          "find",
          "create",
          "update",
          "delete");

  static final List<String> HTTP_DEFAULTS =
      HTTP_RESOURCE.stream().filter(key -> !key.equals("path") && !key.equals("headers")).toList();
  static final List<String> HTTP =
      Stream.of(
              List.of("base_url", "headers", "auth", "scope", "resources", "webhook"),
              HTTP_DEFAULTS,
              List.of("timeout", "rate_limit", "page_size"))
          .flatMap(List::stream)
          .toList();
  static final List<String> PAGING =
      List.of(
          "type",
          "page_param",
          "first",
          "size_param",
          "size",
          "offset_param",
          "cursor_param",
          "cursor_path");
  static final List<String> TOTAL = List.of("path", "header");
  static final List<String> GET = List.of("path", "params", "items");
  static final List<String> FIND = List.of("path", "params");
  static final List<String> CREATE = List.of("method", "path", "id", "idempotency_header");
  static final List<String> UPDATE = List.of("method", "path", "version_header");
  static final List<String> DELETE = List.of("method", "path");
  static final List<String> WEBHOOK =
      List.of(
          "scheme",
          "signature_header",
          "timestamp_header",
          "tolerance",
          "id_header",
          "id",
          "resource",
          "record_id");
  static final List<String> WEBHOOK_RESOURCE = List.of("header", "path", "map");

  private Keys() {}

  /** Every list by the name that its schema has under {@code $defs}. */
  static Map<String, List<String>> bySchemaName() {
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("file", FILE);
    all.put("connection", CONNECTION);
    all.put("task", TASK);
    all.put("source", SOURCE);
    all.put("filter", FILTER);
    all.put("date_range", DATE_RANGE);
    all.put("field_rule", FIELD);
    all.put("reference", REFERENCE);
    all.put("derive", DERIVE);
    all.put("dedupe", DEDUPE);
    all.put("match_rule", MATCH_RULE);
    all.put("survivorship", SURVIVORSHIP);
    all.put("conflicts", CONFLICTS);
    all.put("deliver", DELIVER);
    all.put("batch", BATCH);
    all.put("retry", RETRY);
    all.put("gates", GATES);
    all.put("schedule", SCHEDULE);
    all.put("notify", NOTIFY);
    all.put("rate_limit", RATE_LIMIT);
    all.put("http_settings", HTTP);
    all.put("http_resource", HTTP_RESOURCE);
    all.put("paging", PAGING);
    all.put("total", TOTAL);
    all.put("get", GET);
    all.put("find", FIND);
    all.put("create", CREATE);
    all.put("update", UPDATE);
    all.put("delete", DELETE);
    all.put("webhook", WEBHOOK);
    all.put("webhook_resource", WEBHOOK_RESOURCE);
    return all;
  }
}
