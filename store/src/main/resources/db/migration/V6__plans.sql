-- Plans: what a run would do, kept whole, so that exactly that can be judged, shown and applied.

create table plan (
  tenant     text not null,
  sync_id    uuid not null,
  task       text not null,
  entity     text not null,
  connection text not null,
  resource   text not null,
  dry_run    boolean not null,
  remapped   boolean not null default false,
  status     text not null default 'planning' check
    (status in ('planning', 'ready', 'waiting', 'applying', 'applied', 'dropped')),
  windows    int not null default 0,
  summary    jsonb not null default
    '{"create":0,"update":0,"delete":0,"merge":0,"conflict":0,"unchanged":0,"fail":0}',
  derived    jsonb not null default
    '{"create":0,"update":0,"delete":0,"merge":0,"conflict":0,"unchanged":0,"fail":0}',
  reasons    text[] not null default '{}',
  applied_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant, sync_id)
);
comment on table plan is
  'what a run would do: a dry run''s plan rests as ready, one that a gate stopped as waiting; dropped ones can only be looked at';
comment on column plan.remapped is 'whether the mapping changed since the last run';
comment on column plan.reasons is 'which gates stopped it, in words';
comment on column plan.applied_by is 'the run that applies a dry run''s plan';
create index plan_waiting on plan (tenant, created_at) where status = 'waiting';
create index plan_age on plan (updated_at);

create table plan_row (
  tenant      text not null,
  sync_id     uuid not null,
  window_no   int not null,
  kind        "char" not null check (kind in ('O', 'D', 'R')),
  part        int not null default 0,
  seq         int not null,
  entity      text,
  state       "char" not null,
  external_id text,
  own_id      uuid,
  hash        uuid,
  modified_at timestamptz,
  data        jsonb,
  keys        uuid[],
  place       text,
  code        text,
  message     text,
  payload     text,
  op          "char",
  record_id   uuid,
  version     int,
  touched     boolean,
  merged      jsonb,
  blocks      bigint[],
  stood_hash  uuid,
  stands      int,
  before      jsonb,
  primary key (tenant, sync_id, window_no, kind, part, seq)
);
comment on table plan_row is
  'a row of a plan: the candidate, what was decided for it, and what it was decided upon';
comment on column plan_row.kind is 'O a source row, D a derived record, R a source row to be removed';
comment on column plan_row.entity is 'of derived records; null for the task''s own';
comment on column plan_row.state is
  'as in the staging of candidates; D with an op: its key came again in a later window';
comment on column plan_row.op is 'as in the staging of decisions; T and G: the record goes, or only this row leaves it';
comment on column plan_row.merged is 'the record''s data then, where it is not just this row''s';
comment on column plan_row.blocks is 'the keys that later rows are compared by';
comment on column plan_row.stood_hash is 'the hash in the id map when the plan was made, null where the external id was unknown';
comment on column plan_row.stands is 'the record''s version when the plan was made, null where there was none';
comment on column plan_row.before is 'the record''s data when the plan was made, where it would change';

create table plan_beside (
  tenant    text not null,
  sync_id   uuid not null,
  window_no int not null,
  kind      "char" not null check (kind in ('f', 'p')),
  row_no    int not null,
  content   jsonb not null,
  primary key (tenant, sync_id, window_no, kind, row_no)
);
comment on table plan_beside is
  'what goes with the rows of a plan, as in staging: f further records and references, p pairs of duplicates';

do $$
declare
  t text;
begin
  foreach t in array array['plan', 'plan_row', 'plan_beside'] loop
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
