-- Plans of several systems: the rows of a window meet what the windows before it would leave.
alter table plan_row
  add column leg int,
  add column record_modified timestamptz,
  add column record_base jsonb,
  add column back boolean,
  add column resolved jsonb,
  add column open jsonb;
comment on column plan_row.leg is
  'two-way: the system of a row that later windows meet; null where they need not know of it';
comment on column plan_row.record_modified is 'two-way: the record''s time of change then';
comment on column plan_row.record_base is 'two-way: what is remembered then of what the record held';
comment on column plan_row.back is 'two-way: whether the row''s own system is to be written';
comment on column plan_row.resolved is 'the conflicts that strategies decide, as in conflict.fields';
comment on column plan_row.open is 'those that a person is to decide';
comment on column plan_row.op is
  'as in the staging of decisions; of removals T the record goes, G only this row leaves it, A the row is made again, Q a person is to decide';
-- The statistics know nothing of a plan that is being made: rows are looked for without its id, so
-- that no index that begins with it seems to be as good.
create index plan_row_record on plan_row (record_id, tenant) where leg is not null;
create index plan_row_again on plan_row (external_id, tenant, leg) where leg is not null;
create index plan_row_writes on plan_row (tenant, sync_id, record_id, window_no)
  where leg is not null;

create table plan_key (
  tenant    text not null,
  sync_id   uuid not null,
  key       uuid not null,
  record_id uuid not null,
  window_no int not null,
  seq       int not null,
  primary key (tenant, sync_id, key, record_id)
);
comment on table plan_key is 'two-way: the exact keys by which later windows of a plan find its records';

create table plan_delivery (
  tenant      text not null,
  sync_id     uuid not null,
  window_no   int not null,
  kind        "char" not null,
  seq         int not null,
  leg         int not null,
  connection  text not null,
  resource    text not null,
  external_id text,
  operation   text not null check (operation in ('create', 'update', 'delete')),
  fields      text[] not null,
  primary key (tenant, sync_id, window_no, kind, seq, leg)
);
comment on table plan_delivery is
  'two-way: what a system is written of a record, beside the last row of the plan that changes the record';
comment on column plan_delivery.fields is 'the record''s fields that the system is written';

alter table plan add column deliveries jsonb not null default '[]';
comment on column plan.deliveries is
  'two-way: how many rows of each system are created, updated and deleted';

do $$
declare
  t text;
begin
  foreach t in array array['plan_key', 'plan_delivery'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_only on %I to syncline_app
         using (tenant = current_setting(''syncline.tenant'', true))
         with check (tenant = current_setting(''syncline.tenant'', true))', t);
    execute format('grant select, insert, update, delete on %I to syncline_app', t);
    execute format(
      'create policy reconciler on %I to syncline_reconciler using (true) with check (true)', t);
    execute format('grant select, delete on %I to syncline_reconciler', t);
  end loop;
end $$;
