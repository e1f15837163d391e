-- Duplicates: the keys records meet by, what was learnt of them, and the pairs that were found.

create table block_key (
  tenant    text not null,
  key       bigint not null,
  record_id uuid not null,
  primary key (tenant, key, record_id)
);
comment on table block_key is
  'coarse hashes that records are found by to be compared; the entity is part of the hash';
create index block_key_record on block_key (record_id);

create table match_model (
  tenant     text not null,
  entity     text not null,
  preset     text not null,
  model      json not null,
  trained_on bigint not null,
  learnt_at  timestamptz not null default now(),
  primary key (tenant, entity, preset)
);
comment on table match_model is 'what was learnt of an entity''s records: columns, weights, frequencies';
comment on column match_model.trained_on is 'how many records it was learnt from: it is learnt anew once there are many more';

create table duplicate (
  tenant        text not null,
  id            uuid not null default gen_random_uuid(),
  entity        text not null,
  status        text not null check (status in ('open', 'merged', 'dismissed', 'unmerged')),
  automatic     boolean not null,
  score         double precision not null,
  left_id       uuid not null,
  right_id      uuid not null,
  right_ids     jsonb,
  before_left   jsonb,
  before_right  jsonb,
  merged_version int,
  right_keys    uuid[] not null default '{}',
  shared_keys   uuid[] not null default '{}',
  survivorship  text not null,
  reasons       jsonb not null,
  sync_id       uuid not null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  primary key (tenant, id)
);
comment on table duplicate is
  'pairs of records that may be one. A pair is entered once: what was dismissed or unmerged stays so';
comment on column duplicate.left_id is 'the record that stays when the pair is merged';
comment on column duplicate.right_ids is
  'once merged: the source rows that were the right record''s own, [connection, resource, external id]';
comment on column duplicate.before_left is 'the left record''s data before a merge by hand';
comment on column duplicate.before_right is 'the right record''s data before the merge';
comment on column duplicate.merged_version is
  'the left record''s version after the merge: while it is the same, unmerge puts back what was before';
comment on column duplicate.right_keys is 'once merged: the exact keys that were the right record''s';
comment on column duplicate.shared_keys is 'those of them that the left record had as well';
create unique index duplicate_pair on duplicate
  (tenant, entity, least(left_id, right_id), greatest(left_id, right_id));
create index duplicate_listed on duplicate (tenant, entity, status, created_at desc);

do $$
declare
  t text;
begin
  foreach t in array array['block_key', 'match_model', 'duplicate'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format(
      'create policy tenant_only on %I to syncline_app
         using (tenant = current_setting(''syncline.tenant'', true))
         with check (tenant = current_setting(''syncline.tenant'', true))', t);
    execute format('grant select, insert, update, delete on %I to syncline_app', t);
  end loop;
end $$;
