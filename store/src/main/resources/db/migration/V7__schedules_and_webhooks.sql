-- What starts runs by itself: schedules and the calls of other systems.

create table schedule (
  tenant     text not null,
  id         uuid not null,
  name       text,
  entity     text,
  task       text,
  cron       text not null,
  timezone   text not null,
  mode       text not null check (mode in ('full', 'incremental')),
  enabled    boolean not null,
  managed_by text,
  next_at    timestamptz,
  mirrored   text,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant, id),
  constraint schedule_of_one check ((entity is null) <> (task is null))
);
comment on column schedule.managed_by is
  'the sync file that defines it (file:PATH), ''task'' where a posted task does, or null';
comment on column schedule.next_at is
  'the next time it is due; what lies in the past was missed and is made up for once';
comment on column schedule.mirrored is
  'what the engine''s own Schedule looked like after we wrote it: another look means that somebody changed it there';
comment on column schedule.deleted_at is
  'removed, but for the engine''s own Schedule, which goes first';
create index schedule_due on schedule (next_at) where enabled and deleted_at is null;

create table schedule_slot (
  tenant      text not null,
  schedule_id uuid not null,
  slot_at     timestamptz not null,
  status      text not null check (status in ('claimed', 'started', 'skipped', 'failed')),
  sync_id     uuid,
  message     text,
  at          timestamptz not null,
  primary key (tenant, schedule_id, slot_at)
);
comment on table schedule_slot is
  'the times a schedule was due: whoever enters one fires it, and nobody else does';
create index schedule_slot_open on schedule_slot (at) where status = 'claimed';

create table webhook_delivery (
  tenant      text not null,
  connection  text not null,
  fingerprint bytea not null,
  received_at timestamptz not null default now(),
  expires_at  timestamptz not null,
  primary key (tenant, connection, fingerprint)
);
comment on table webhook_delivery is
  'the calls that were taken, to know a repeat by: SHA-256 of the delivery id, or of body and timestamp';
create index webhook_delivery_expired on webhook_delivery (expires_at);

create sequence webhook_event;
grant usage on sequence webhook_event to syncline_app;

create table webhook_pending (
  tenant      text not null,
  connection  text not null,
  resource    text not null,
  external_id text not null,
  event       bigint not null default nextval('webhook_event'),
  reading     bigint,
  sync_id     uuid,
  attempts    int not null default 0,
  due_at      timestamptz not null default now(),
  received_at timestamptz not null default now(),
  primary key (tenant, connection, resource, external_id)
);
comment on table webhook_pending is
  'records that another system called about and that wait to be read again';
comment on column webhook_pending.external_id is 'empty where a call named no record: everything that changed is read';
comment on column webhook_pending.event is 'the latest call about it; a call during a read makes it differ from reading';
comment on column webhook_pending.reading is 'the call up to which sync_id, the run at work, reads it';
create index webhook_pending_due on webhook_pending (due_at);

do $$
declare
  t text;
begin
  foreach t in array array['schedule', 'schedule_slot', 'webhook_delivery', 'webhook_pending'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_only on %I to syncline_app
         using (tenant = current_setting(''syncline.tenant'', true))
         with check (tenant = current_setting(''syncline.tenant'', true))', t);
    execute format('grant select, insert, update, delete on %I to syncline_app', t);
    execute format(
      'create policy reconciler on %I to syncline_reconciler using (true) with check (true)', t);
    execute format('grant select on %I to syncline_reconciler', t);
  end loop;
end $$;
grant delete on webhook_delivery to syncline_reconciler;
