-- What follows from a change of a run's status is written here, in the transaction that changes it:
-- whichever process and whichever code path ends a run, its event, its count and its notice are there
-- exactly once.

alter table run add column retries int not null default 0;
comment on column run.retries is 'attempts that were made again, in the pipeline and in its deliveries';

-- ---------------------------------------------------------------- events in the order of commits

-- Who follows the events asks for ids after the last one seen. An id that was drawn early and
-- committed late would never be seen: a tenant's events are therefore numbered one transaction after
-- the other. The lock ends with the commit, so events come last in what writes them.
create function event_in_order() returns trigger
language plpgsql set search_path = syncline as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('event/' || new.tenant, 0));
  new.id := nextval('event_id_seq');
  return new;
end $$;
create trigger event_in_order before insert on event
  for each row execute function event_in_order();
grant usage on sequence event_id_seq to syncline_app;
create index event_age on event (at);
create index run_ended on run (completed_at) where completed_at is not null;

-- ---------------------------------------------------------------- what runs came to, for metrics

create table run_total (
  tenant              text not null,
  task                text not null,
  entity              text not null,
  trigger             text not null,
  status              text not null,
  position            bigint generated always as identity,
  runs                bigint not null default 0,
  duration_ms         bigint not null default 0,
  retries             bigint not null default 0,
  fetched             bigint not null default 0,
  created             bigint not null default 0,
  updated             bigint not null default 0,
  skipped             bigint not null default 0,
  failed              bigint not null default 0,
  deleted             bigint not null default 0,
  delivered_created   bigint not null default 0,
  delivered_updated   bigint not null default 0,
  delivered_unchanged bigint not null default 0,
  delivered_deleted   bigint not null default 0,
  delivered_failed    bigint not null default 0,
  primary key (tenant, task, entity, trigger, status)
);
comment on table run_total is
  'the sums over the runs that ended, dry runs and parents left out; only ever grows';
comment on column run_total.position is
  'the order in which the rows came: the first so many have time series of their own';

-- ---------------------------------------------------------------- notifications

create table notice (
  tenant text not null,
  id     bigint generated always as identity,
  task   text not null,
  status text not null,
  run    json not null,
  at     timestamptz not null default clock_timestamp(),
  primary key (tenant, id)
);
comment on table notice is
  'ends of runs that somebody may want to hear of; gone once they are grouped into notifications';
create index notice_of_task on notice (tenant, task, id);

create table notice_group (
  tenant   text not null,
  task     text not null,
  status   text not null,
  sent_at  timestamptz not null,
  reported boolean not null,
  held     int not null default 0,
  last     json,
  primary key (tenant, task, status)
);
comment on table notice_group is
  'per task and status: when it was last told of, whether it is still told of as broken, and the ends held back since';

create table notification (
  tenant     text not null,
  id         uuid not null,
  task       text not null,
  channel    text not null,
  kind       text not null,
  body       json not null,
  status     text not null default 'pending',
  attempt    int not null default 0,
  due_at     timestamptz not null,
  message    text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (tenant, id)
);
comment on table notification is 'messages to be sent, one a channel; the id de-duplicates them';
create index notification_due on notification (tenant, task, due_at) where status = 'pending';
create index notification_recent on notification (tenant, created_at desc);

create table notify_secret (
  tenant     text not null primary key,
  secret     bytea not null,
  created_at timestamptz not null default now()
);
comment on column notify_secret.secret is 'what webhooks are signed with, encrypted with Tink';

-- ---------------------------------------------------------------- sandbox

alter table connection add column sandbox boolean not null default false;
comment on column connection.sandbox is 'writes are recorded in sandbox_request and never sent';

create table sandbox_request (
  tenant      text not null,
  id          bigint generated always as identity,
  connection  text not null,
  resource    text not null,
  sync_id     uuid,
  key         text not null,
  external_id text not null,
  effect      text not null,
  method      text not null,
  address     text not null,
  headers     json not null,
  body        json not null,
  at          timestamptz not null default clock_timestamp(),
  primary key (tenant, id),
  unique (tenant, connection, key)
);
comment on table sandbox_request is
  'what a connection in the sandbox would have been sent; key is the idempotency key of the write';
create index sandbox_request_place on sandbox_request (tenant, connection, resource, external_id);

-- ---------------------------------------------------------------- the run's trigger

create function run_announce(r run) returns void
language plpgsql set search_path = syncline as $$
begin
  if exists (select from event where tenant = r.tenant and sync_id = r.sync_id
      and type = 'sync.records.fetched') then
    return;
  end if;
  insert into event (tenant, sync_id, type, fields)
  values (r.tenant, r.sync_id, 'sync.records.fetched', jsonb_build_object(
    'task_id', r.task, 'integration_id', r.definition -> 'source' ->> 'connection',
    'metric', r.fetched));
end $$;

create function run_count(r run) returns void
language plpgsql set search_path = syncline as $$
begin
  insert into run_total as t (tenant, task, entity, trigger, status, runs, duration_ms, retries,
    fetched, created, updated, skipped, failed, deleted, delivered_created, delivered_updated,
    delivered_unchanged, delivered_deleted, delivered_failed)
  values (r.tenant, r.task, r.entity, r.trigger, r.status, 1,
    greatest(0, extract(epoch from r.completed_at - r.started_at) * 1000)::bigint, r.retries,
    r.fetched, r.created, r.updated, r.unchanged + r.duplicate + r.filtered + r.held, r.failed,
    r.deleted, r.delivered_created, r.delivered_updated, r.delivered_unchanged,
    r.delivered_deleted, r.delivered_failed)
  on conflict (tenant, task, entity, trigger, status) do update set
    runs = t.runs + 1, duration_ms = t.duration_ms + excluded.duration_ms,
    retries = t.retries + excluded.retries, fetched = t.fetched + excluded.fetched,
    created = t.created + excluded.created, updated = t.updated + excluded.updated,
    skipped = t.skipped + excluded.skipped, failed = t.failed + excluded.failed,
    deleted = t.deleted + excluded.deleted,
    delivered_created = t.delivered_created + excluded.delivered_created,
    delivered_updated = t.delivered_updated + excluded.delivered_updated,
    delivered_unchanged = t.delivered_unchanged + excluded.delivered_unchanged,
    delivered_deleted = t.delivered_deleted + excluded.delivered_deleted,
    delivered_failed = t.delivered_failed + excluded.delivered_failed;
end $$;

-- Deliveries that come after their run has ended, such as those of a conflict that was resolved.
create function run_count_later(was run, r run) returns void
language sql set search_path = syncline as $$
  update run_total set
    delivered_created = delivered_created + r.delivered_created - was.delivered_created,
    delivered_updated = delivered_updated + r.delivered_updated - was.delivered_updated,
    delivered_unchanged = delivered_unchanged + r.delivered_unchanged - was.delivered_unchanged,
    delivered_deleted = delivered_deleted + r.delivered_deleted - was.delivered_deleted,
    delivered_failed = delivered_failed + r.delivered_failed - was.delivered_failed,
    retries = retries + r.retries - was.retries
  where tenant = r.tenant and task = r.task and entity = r.entity and trigger = r.trigger
    and status = r.status;
$$;

create function run_notice(r run) returns void
language plpgsql set search_path = syncline as $$
begin
  if coalesce(r.definition,
      (select definition from task where tenant = r.tenant and name = r.task)) ->> 'notify' is null
  then
    return;
  end if;
  insert into notice (tenant, task, status, run)
  values (r.tenant, r.task, r.status, json_build_object(
    'sync_id', r.sync_id, 'task', r.task, 'entity', r.entity, 'mode', r.mode,
    'trigger', r.trigger, 'status', r.status, 'outcome', r.outcome,
    'results', json_build_object('fetched', r.fetched, 'created', r.created, 'updated', r.updated,
      'skipped', r.unchanged + r.duplicate + r.filtered + r.held, 'failed', r.failed,
      'deleted', r.deleted),
    'delivered_failed', r.delivered_failed, 'error', r.error, 'error_code', r.error_code,
    'started_at', to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'completed_at', to_char(r.completed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
end $$;

create function run_changed() returns trigger
language plpgsql set search_path = syncline as $$
declare
  ended constant text[] := array['completed', 'completed_with_errors', 'failed', 'cancelled'];
  counted boolean := not new.dry_run and not exists (
    select from run where tenant = new.tenant and parent_id = new.sync_id);
begin
  perform pg_advisory_xact_lock(hashtextextended('event/' || new.tenant, 0));
  if old.status = new.status and new.status = any(ended) then
    if counted then
      perform run_count_later(old, new);
    end if;
    return null;
  end if;
  if old.status = 'queued' and new.status <> 'queued' and not exists (
      select from event where tenant = new.tenant and sync_id = new.sync_id
        and type = 'syncTask.triggered') then
    insert into event (tenant, sync_id, type, fields)
    values (new.tenant, new.sync_id, 'syncTask.triggered', jsonb_build_object(
      'task_id', new.task, 'tenant_id', new.tenant, 'triggered_by', new.trigger));
  end if;
  if new.read_complete and not old.read_complete then
    perform run_announce(new);
  end if;
  if old.status <> new.status and new.status = any(ended) then
    perform run_announce(new);
    if new.trigger = 'retry' then
      insert into event (tenant, sync_id, type, fields)
      select new.tenant, new.sync_id, 'syncTask.retryAttempt', jsonb_build_object(
        'task_id', new.task, 'attempt', coalesce(max(f.retry_count), 1) + 1,
        'records_retried', new.fetched, 'records_succeeded', new.fetched - new.failed,
        'records_failed', new.failed)
      from failure f where f.tenant = new.tenant and f.id in (
        select e::uuid from json_array_elements_text(
          coalesce(new.request -> 'failures', '[]'::json)) e);
    end if;
    insert into event (tenant, sync_id, type, fields)
    values (new.tenant, new.sync_id, 'syncTask.completed', jsonb_build_object(
      'task_id', new.task, 'execution_id', new.sync_id, 'status', new.outcome,
      'records_processed', new.fetched, 'records_created', new.created,
      'records_updated', new.updated, 'records_failed', new.failed,
      'duration_ms', (extract(epoch from new.completed_at - new.started_at) * 1000)::bigint,
      'error', new.error));
    if counted then
      perform run_count(new);
    end if;
  end if;
  if old.status <> new.status and counted
      and (new.status = any(ended) or new.status = 'waiting_approval') then
    perform run_notice(new);
  end if;
  return null;
end $$;

create constraint trigger run_changed after update on run
  deferrable initially deferred for each row
  when (old.status is distinct from new.status
    or old.read_complete is distinct from new.read_complete
    or (new.completed_at is not null
      and (old.delivered_created, old.delivered_updated, old.delivered_unchanged,
          old.delivered_deleted, old.delivered_failed, old.retries)
        is distinct from (new.delivered_created, new.delivered_updated, new.delivered_unchanged,
          new.delivered_deleted, new.delivered_failed, new.retries)))
  execute function run_changed();

-- ---------------------------------------------------------------- doors

do $$
declare
  t text;
begin
  foreach t in array array['run_total', 'notice', 'notice_group', 'notification', 'notify_secret',
      'sandbox_request']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_only on %I to syncline_app
         using (tenant = current_setting(''syncline.tenant'', true))
         with check (tenant = current_setting(''syncline.tenant'', true))', t);
    execute format('grant select, insert, update, delete on %I to syncline_app', t);
  end loop;
  foreach t in array array['run_total', 'notice', 'notice_group'] loop
    execute format('create policy reconciler on %I for select to syncline_reconciler using (true)', t);
    execute format('grant select on %I to syncline_reconciler', t);
  end loop;
  -- What has had its time is swept for all tenants together.
  foreach t in array array['run_item', 'run_window', 'notification',
      'sandbox_request'] loop
    execute format('create policy sweep on %I to syncline_reconciler using (true)', t);
    execute format('grant select, delete on %I to syncline_reconciler', t);
  end loop;
  grant delete on event to syncline_reconciler;
end $$;
