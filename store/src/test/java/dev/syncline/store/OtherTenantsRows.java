package dev.syncline.store;

import java.util.Map;

/** A row of each table that belongs to another tenant; a table that is not here fails the test. */
final class OtherTenantsRows {
  private OtherTenantsRows() {}

  static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry(
              "api_key",
              "(tenant, prefix, hash, role) values (?, gen_random_uuid()::text,"
                  + " sha256(gen_random_uuid()::text::bytea), 'viewer')"),
          Map.entry(
              "connection",
              "(tenant, name, connector, enabled, settings) values (?, 'x', 'csv', true, '{}')"),
          Map.entry(
              "task",
              "(tenant, name, entity, connection, definition, fingerprint) values (?, 'x', 'e', 'c', '{}', 'f')"),
          Map.entry(
              "audit",
              "(tenant, at, actor, method, target, status) values (?, now(), 'a', 'POST', '/', 200)"),
          Map.entry(
              "run_total",
              "(tenant, task, entity, trigger, status) values (?, 't', 'e', 'manual', 'failed')"),
          Map.entry(
              "conflict",
              "(tenant, entity, task, record_id, leg, connection, resource, external_id, kind, strategy, status, fields, sync_id) values (?, 'e', 't', gen_random_uuid(), 0, 'c', 'r', 'x', 'edit', 'manual', 'open', '[]', gen_random_uuid())"),
          Map.entry("notice", "(tenant, task, status, run) values (?, 't', 'failed', '{}')"),
          Map.entry(
              "notice_group",
              "(tenant, task, status, sent_at, reported) values (?, 't', 'failed', now(), true)"),
          Map.entry(
              "notification",
              "(tenant, id, task, channel, kind, body, due_at, created_at, updated_at) values (?, gen_random_uuid(), 't', 'webhook', 'alert', '{}', now(), now(), now())"),
          Map.entry("notify_secret", "(tenant, secret) values (?, '\\x00')"),
          Map.entry(
              "sandbox_request",
              "(tenant, connection, resource, key, external_id, effect, method, address, headers, body) values (?, 'c', 'r', 'k', 'x', 'created', 'POST', 'a', '{}', '{}')"),
          Map.entry("project", "(tenant, slug, name, path) values (?, 's', 'n', 'p')"),
          Map.entry(
              "run",
              "(tenant, sync_id, task, entity, mode, trigger, status, workflow_id, started_at) values (?, gen_random_uuid(), 't', 'e', 'full', 'manual', 'queued', 'w', now())"),
          Map.entry(
              "run_window",
              "(tenant, sync_id, window_no, rows, counts) values (?, gen_random_uuid(), 1, 1, '{}')"),
          Map.entry(
              "run_item",
              "(tenant, sync_id, seq, operation, status) values (?, gen_random_uuid(), 1, 'none', 'failed')"),
          Map.entry(
              "sync_state",
              "(tenant, task, fingerprint, sync_id) values (?, 't', 'f', gen_random_uuid())"),
          Map.entry(
              "seen_key", "(tenant, sync_id, external_id) values (?, gen_random_uuid(), 'k')"),
          Map.entry(
              "missing_key",
              "(tenant, task, external_id, sync_id) values (?, 't', 'k', gen_random_uuid())"),
          Map.entry(
              "failure",
              "(tenant, id, sync_id, task, entity, identity, operation, phase, code, message, recoverable) values (?, gen_random_uuid(), gen_random_uuid(), 't', 'e', 'i', 'o', 'p', 'c', 'm', false)"),
          Map.entry(
              "event", "(tenant, sync_id, type, fields) values (?, gen_random_uuid(), 't', '{}')"),
          Map.entry(
              "record",
              "(tenant, entity, record_id, data, created_by, updated_by) values (?, 'e', gen_random_uuid(), '{}', gen_random_uuid(), gen_random_uuid())"),
          Map.entry(
              "id_map",
              "(tenant, entity, connection, resource, external_id, record_id, hash, base_version, sync_id) values (?, 'e', 'c', 'r', 'x', gen_random_uuid(), gen_random_uuid(), 1, gen_random_uuid())"),
          Map.entry(
              "record_history",
              "(tenant, entity, record_id, version, data, sync_id, operation) values (?, 'e', gen_random_uuid(), 1, '{}', gen_random_uuid(), 'update')"),
          Map.entry(
              "match_key",
              "(tenant, entity, key, record_id) values (?, 'e', gen_random_uuid(), gen_random_uuid())"),
          Map.entry("block_key", "(tenant, key, record_id) values (?, 1, gen_random_uuid())"),
          Map.entry(
              "match_model",
              "(tenant, entity, preset, model, trained_on) values (?, 'e', 'person', '{}', 1)"),
          Map.entry(
              "duplicate",
              "(tenant, entity, status, automatic, score, left_id, right_id, survivorship, reasons, sync_id) values (?, 'e', 'open', false, 0.5, gen_random_uuid(), gen_random_uuid(), 'merge_fields', '[]', gen_random_uuid())"),
          Map.entry(
              "record_link",
              "(tenant, entity, connection, resource, external_id, type, derived, to_entity, to_external_id, sync_id) values (?, 'e', 'c', 'r', 'x', 't', false, 'f', 'y', gen_random_uuid())"),
          Map.entry(
              "schedule",
              "(tenant, id, entity, cron, timezone, mode, enabled) values (?, gen_random_uuid(), 'e', '@daily', 'UTC', 'full', true)"),
          Map.entry(
              "schedule_slot",
              "(tenant, schedule_id, slot_at, status, at) values (?, gen_random_uuid(), now(), 'claimed', now())"),
          Map.entry(
              "webhook_delivery",
              "(tenant, connection, fingerprint, expires_at) values (?, 'c', '\\x00', now())"),
          Map.entry(
              "webhook_pending",
              "(tenant, connection, resource, external_id) values (?, 'c', 'r', 'x')"),
          Map.entry(
              "outbox",
              "(tenant, connection, resource, task, entity, record_id, record_version, operation, sync_id, status) values (?, 'c', 'r', 't', 'e', gen_random_uuid(), 1, 'upsert', gen_random_uuid(), 'failed')"),
          Map.entry(
              "plan",
              "(tenant, sync_id, task, entity, connection, resource, dry_run) values (?, gen_random_uuid(), 't', 'e', 'c', '', true)"),
          Map.entry(
              "plan_row",
              "(tenant, sync_id, window_no, kind, seq, state) values (?, gen_random_uuid(), 1, 'O', 1, 'M')"),
          Map.entry(
              "plan_key",
              "(tenant, sync_id, key, record_id, window_no, seq) values (?, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, 1)"),
          Map.entry(
              "plan_delivery",
              "(tenant, sync_id, window_no, kind, seq, leg, connection, resource, operation, fields) values (?, gen_random_uuid(), 1, 'O', 1, 0, 'c', 'r', 'create', '{}')"),
          Map.entry(
              "plan_beside",
              "(tenant, sync_id, window_no, kind, row_no, content) values (?, gen_random_uuid(), 1, 'f', 1, '{}')"));
}
