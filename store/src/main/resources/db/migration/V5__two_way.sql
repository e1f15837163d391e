-- Two-way sync: a run reads several systems, a record is merged with each of them, conflicts are kept.

alter table run
  add column leg int not null default 0,
  add column leg_fetched bigint not null default 0,
  add column leg_watermarks jsonb not null default '{}';
comment on column run.leg is 'the system that is read: 0 the source, then those that are delivered to, of a two-way task';
comment on column run.leg_fetched is 'how many rows the legs before the present one had';
comment on column run.leg_watermarks is 'as watermark, of the legs after the source: leg -> time';

alter table sync_state add column leg_watermarks jsonb not null default '{}';

alter table seen_key
  add column leg int not null default 0,
  drop constraint seen_key_pkey,
  add primary key (tenant, sync_id, leg, external_id);

alter table missing_key
  add column leg int not null default 0,
  drop constraint missing_key_pkey,
  add primary key (tenant, task, leg, external_id);

alter table failure add column leg int not null default 0;
comment on column failure.leg is 'the system whose row failed; the identity of rows of other systems than the source begins with it';

alter table id_map
  add column record_base jsonb,
  add column sent jsonb,
  add column written_at timestamptz,
  add column replaced jsonb,
  add column flips int not null default 0;
comment on column id_map.record_base is
  'two-way: what the record held when both were last in step; null where that equals base. The system is to be written where the record differs from it';
comment on column id_map.sent is
  'two-way: what a write that is not answered yet was made from, so that it is known when it shows';
comment on column id_map.written_at is
  'two-way: when a write was last noted: a read that began before it may show older values';
comment on column id_map.replaced is 'two-way: the values that the last write replaced';
comment on column id_map.flips is
  'two-way: how often in a row the system went back to values that a write had replaced';

create table conflict (
  tenant      text not null,
  id          uuid not null default gen_random_uuid(),
  entity      text not null,
  task        text not null,
  record_id   uuid not null,
  leg         int not null,
  connection  text not null,
  resource    text not null,
  external_id text not null,
  kind        text not null check (kind in ('edit', 'delete')),
  strategy    text not null,
  status      text not null check (status in ('open', 'resolved')),
  fields      jsonb not null,
  resolved_by text,
  resolved_at timestamptz,
  undone      boolean not null default false,
  sync_id     uuid not null,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  primary key (tenant, id)
);
comment on table conflict is
  'fields that changed in a system and in the record since both were last in step, and what became of them; while one is open nothing of its fields is written';
comment on column conflict.fields is
  'a list of {field, base, record, incoming, chosen, value}: chosen is record, incoming, merged, value, or null while it is open';
comment on column conflict.kind is
  'delete: the row is gone from the system (incoming is null), or was edited there after the record was deleted (record is null)';
comment on column conflict.resolved_by is 'a strategy''s word, agreement, or the person who decided';
create unique index conflict_open on conflict (tenant, entity, connection, resource, external_id, kind)
  where status = 'open';
create index conflict_of_record on conflict (tenant, record_id) where status = 'open';
create index conflict_listed on conflict (tenant, entity, status, created_at desc);

alter table conflict enable row level security;
alter table conflict force row level security;
create policy tenant_only on conflict to syncline_app
  using (tenant = current_setting('syncline.tenant', true))
  with check (tenant = current_setting('syncline.tenant', true));
grant select, insert, update, delete on conflict to syncline_app;
