-- Every table of the application carries its tenant and is under forced row-level security: a
-- session that has not set syncline.tenant sees and changes nothing.

create schema if not exists staging;

do $$
begin
  if not exists (select from pg_roles where rolname = 'syncline_app') then
    create role syncline_app nologin nosuperuser nobypassrls;
  end if;
  if not exists (select from pg_roles where rolname = 'syncline_reconciler') then
    create role syncline_reconciler nologin nosuperuser nobypassrls;
  end if;
  execute format('grant syncline_app, syncline_reconciler to %I', current_user);
end $$;

grant usage on schema syncline to syncline_app, syncline_reconciler;
grant usage, create on schema staging to syncline_app;

-- ---------------------------------------------------------------- what is synced, and how

create table connection (
  tenant           text not null,
  name             text not null,
  connector        text not null,
  enabled          boolean not null,
  settings         json not null,
  credentials      bytea,
  credential_names text[] not null default '{}',
  managed_by       text,
  created_at       timestamptz not null default now(),
  updated_at       timestamptz not null default now(),
  primary key (tenant, name)
);
comment on column connection.credentials is
  'a JSON object of strings, encrypted with Tink; associated data is tenant/name';
comment on column connection.managed_by is
  'the sync file that defines it (file:PATH, read-only in the API), ''project'', or null';

create table task (
  tenant      text not null,
  name        text not null,
  entity      text not null,
  connection  text not null,
  position    int not null default 0,
  definition  json not null,
  fingerprint text not null,
  managed_by  text,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (tenant, name)
);
comment on column task.definition is 'as in the sync file; json, not jsonb, to keep the order of fields';
comment on column task.fingerprint is 'of fields, derive and dedupe: a change makes the next run read in full';
create index task_entity on task (tenant, entity);

create table project (
  tenant         text not null,
  slug           text not null,
  name           text not null,
  path           text not null,
  sync_error     text,
  last_synced_at timestamptz,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (tenant, slug)
);

-- ---------------------------------------------------------------- runs

create table run (
  tenant           text not null,
  sync_id          uuid not null,
  parent_id        uuid,
  position         int not null default 0,
  task             text not null,
  entity           text not null,
  mode             text not null,
  trigger          text not null,
  dry_run          boolean not null default false,
  status           text not null,
  outcome          text,
  claims_entity    boolean not null default true,
  request          json not null default '{}',
  idempotency_key  text,
  definition       json,
  fingerprint      text,
  workflow_id      text not null,
  phase            text not null default 'fetching',
  total_records    bigint,
  windows          int not null default 0,
  cursor           text,
  read_complete    boolean not null default false,
  watermark        timestamptz,
  fetched          bigint not null default 0,
  created          bigint not null default 0,
  updated          bigint not null default 0,
  unchanged        bigint not null default 0,
  duplicate        bigint not null default 0,
  filtered         bigint not null default 0,
  held             bigint not null default 0,
  failed           bigint not null default 0,
  deleted          bigint not null default 0,
  derived_created  bigint not null default 0,
  derived_updated  bigint not null default 0,
  derived_unchanged bigint not null default 0,
  derived_deleted  bigint not null default 0,
  delivered_created bigint not null default 0,
  delivered_updated bigint not null default 0,
  delivered_unchanged bigint not null default 0,
  delivered_deleted bigint not null default 0,
  delivered_failed bigint not null default 0,
  phase_ms         jsonb not null default '{}',
  error            text,
  error_code       text,
  started_at       timestamptz not null,
  completed_at     timestamptz,
  primary key (tenant, sync_id),
  constraint run_accounting check
    (fetched = created + updated + unchanged + duplicate + filtered + held + failed)
);
comment on table run is 'one execution of a task; a run over several tasks has a parent that sums them';
comment on column run.definition is 'the task as it was when the run began';
comment on column run.cursor is 'where the read goes on after the last window that was committed';
comment on column run.claims_entity is
  'whether this row holds its entity: false for the children of a parent of the same entity';
create unique index run_idempotency on run (tenant, idempotency_key) where idempotency_key is not null;
create unique index run_open_entity on run (tenant, entity)
  where claims_entity and status in ('queued', 'running');
create index run_recent on run (tenant, started_at desc);
create index run_of_entity on run (tenant, entity, started_at desc);
create index run_open on run (status) where status in ('queued', 'running');
create index run_children on run (tenant, parent_id) where parent_id is not null;

create table run_window (
  tenant     text not null,
  sync_id    uuid not null,
  window_no  int not null,
  rows       bigint not null,
  counts     jsonb not null,
  applied_at timestamptz not null default now(),
  primary key (tenant, sync_id, window_no)
);
comment on table run_window is 'the windows that were committed: a second attempt at one finds it here';

create table run_item (
  tenant      text not null,
  sync_id     uuid not null,
  seq         bigint not null,
  external_id text,
  record_id   uuid,
  operation   text not null,
  status      text not null,
  phase       text,
  code        text,
  message     text,
  recoverable boolean not null default false,
  at          timestamptz not null default now(),
  primary key (tenant, sync_id, seq)
);
comment on table run_item is
  'what a run has to say of single records: failed, filtered, held, merged, deleted. Created and updated records are found by the run that stands on record and record_history';

create table sync_state (
  tenant      text not null,
  task        text not null,
  watermark   timestamptz,
  fingerprint text not null,
  sync_id     uuid not null,
  updated_at  timestamptz not null default now(),
  primary key (tenant, task)
);
comment on table sync_state is 'how far a task has read; moves only when a run without ids, filters or dry_run ends';

create table seen_key (
  tenant      text not null,
  sync_id     uuid not null,
  external_id text not null,
  primary key (tenant, sync_id, external_id)
);
comment on table seen_key is 'the keys a complete read has met, for tasks whose deletes propagate; emptied when the run ends';

create table missing_key (
  tenant      text not null,
  task        text not null,
  external_id text not null,
  sync_id     uuid not null,
  primary key (tenant, task, external_id)
);
comment on table missing_key is
  'keys that one complete read did not meet, where rows may shift between pages: gone only when the next one misses them too';

create table failure (
  tenant        text not null,
  id            uuid not null,
  sync_id       uuid not null,
  task          text not null,
  entity        text not null,
  external_id   text,
  identity      text not null,
  operation     text not null,
  phase         text not null,
  code          text not null,
  message       text not null,
  recoverable   boolean not null,
  retry_count   int not null default 0,
  status        text not null default 'failed',
  payload       text,
  edited        boolean not null default false,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  primary key (tenant, id)
);
comment on column failure.payload is 'the source record as text: it may hold what jsonb refuses';
comment on column failure.edited is 'whether the payload was edited by hand: a retry then uses it';
comment on column failure.identity is
  'the external id, or the place in the source where there is none: one open failure for each';
create unique index failure_open on failure (tenant, task, identity)
  where status in ('failed', 'retrying');
create index failure_recent on failure (tenant, updated_at desc);

create table event (
  tenant  text not null,
  id      bigint generated always as identity,
  sync_id uuid not null,
  type    text not null,
  fields  jsonb not null,
  at      timestamptz not null default now(),
  primary key (tenant, id)
);
create index event_of_run on event (tenant, sync_id, id);

-- ---------------------------------------------------------------- records

create table record (
  tenant      text not null,
  entity      text not null,
  record_id   uuid not null,
  version     int not null default 1,
  data        jsonb not null,
  modified_at timestamptz,
  created_by  uuid not null,
  updated_by  uuid not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  deleted_at  timestamptz,
  merged_into uuid,
  primary key (tenant, entity, record_id)
) with (fillfactor = 85);
comment on column record.record_id is 'UUID version 7: its time lies within the run that created it';
comment on column record.created_by is 'the sync_id of the run that created it';
comment on column record.modified_at is 'the source''s own modification time of the values that stand here';

create table id_map (
  tenant       text not null,
  entity       text not null,
  connection   text not null,
  resource     text not null,
  external_id  text not null,
  record_id    uuid not null,
  hash         uuid not null,
  base         jsonb,
  base_version int not null,
  modified_at  timestamptz,
  is_source    boolean not null default true,
  is_primary   boolean not null default true,
  sync_id      uuid not null,
  synced_at    timestamptz not null default now(),
  primary key (tenant, entity, connection, resource, external_id)
) with (fillfactor = 85);
comment on column id_map.base is
  'the values last synced under this external id; null where they equal the record''s data at base_version, which then is its present version';
comment on column id_map.is_source is 'whether the record is made from it; false where it was only delivered there';
comment on column id_map.hash is 'of the values last synced under this external id; all zero where the source lost the record';
comment on column id_map.sync_id is 'the run that last changed it';
create index id_map_record on id_map (record_id);

create table record_history (
  tenant      text not null,
  entity      text not null,
  record_id   uuid not null,
  version     int not null,
  data        jsonb not null,
  modified_at timestamptz,
  sync_id     uuid not null,
  operation   text not null,
  connection  text,
  external_id text,
  at          timestamptz not null default now(),
  primary key (tenant, entity, record_id, version)
);
comment on table record_history is
  'a row for each change, none for a creation: data is what stood before, sync_id the run that replaced it, external_id the source row it came from';
create index record_history_run on record_history (tenant, sync_id);

create table match_key (
  tenant    text not null,
  entity    text not null,
  key       uuid not null,
  record_id uuid not null,
  primary key (tenant, entity, key, record_id)
);
comment on table match_key is 'hashes of normalised values: records that share one are the same record';
create index match_key_record on match_key (record_id);

-- ---------------------------------------------------------------- delivery

create table outbox (
  tenant         text not null,
  id             uuid not null default gen_random_uuid(),
  seq            bigint generated always as identity,
  connection     text not null,
  resource       text not null,
  task           text not null,
  entity         text not null,
  record_id      uuid not null,
  record_version int not null,
  operation      text not null,
  sync_id        uuid not null,
  status         text not null default 'pending',
  attempt        int not null default 0,
  effect         text,
  code           text,
  message        text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (tenant, id)
);
comment on table outbox is
  'records to be written to a system; the id is the idempotency key, seq the order. Delivered rows are removed, their counts stand on the run';
create index outbox_due on outbox (tenant, connection, seq) where status in ('pending', 'sending');
create index outbox_of_run on outbox (tenant, sync_id) where status in ('pending', 'sending');
create index outbox_record on outbox (tenant, record_id);

create table plan_item (
  tenant      text not null,
  sync_id     uuid not null,
  seq         bigint not null,
  external_id text,
  record_id   uuid,
  operation   text not null,
  before      jsonb,
  after       jsonb,
  message     text,
  primary key (tenant, sync_id, seq)
);
comment on table plan_item is 'what a dry run would do';

-- ---------------------------------------------------------------- doors

do $$
declare
  t text;
begin
  foreach t in array array['connection', 'task', 'project', 'run', 'run_window', 'run_item',
      'sync_state', 'seen_key', 'missing_key', 'failure', 'event', 'record', 'id_map', 'record_history',
      'match_key', 'outbox', 'plan_item']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_only on %I to syncline_app
         using (tenant = current_setting(''syncline.tenant'', true))
         with check (tenant = current_setting(''syncline.tenant'', true))', t);
    execute format('grant select, insert, update, delete on %I to syncline_app', t);
  end loop;
  foreach t in array array['run', 'outbox', 'event', 'failure'] loop
    execute format(
      'create policy reconciler on %I to syncline_reconciler using (true) with check (true)', t);
    execute format('grant select, update on %I to syncline_reconciler', t);
  end loop;
end $$;

-- The staging of windows is unlogged: a crash of the database empties it, and with it this row.
create unlogged table staging.sentinel (
  one   boolean primary key default true check (one),
  epoch uuid not null
);
grant select, insert, update, delete on staging.sentinel to syncline_app;

-- A first load grows these tables faster than autovacuum looks at them, and joins planned for an
-- empty table take for ever on a full one. The application may not analyze what it does not own.
create function refresh_statistics() returns void
language plpgsql security definer set search_path = syncline as $$
begin
  analyze id_map (tenant, entity, connection, resource, external_id, record_id);
  analyze record (tenant, entity, record_id);
  analyze match_key (tenant, entity, key, record_id);
end $$;
revoke all on function refresh_statistics() from public;
grant execute on function refresh_statistics() to syncline_app;
