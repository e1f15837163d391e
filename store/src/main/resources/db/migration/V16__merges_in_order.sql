-- Several merges of one record, taken back in any order: what each side was before is kept whole,
-- and the order in which the merges came.

create sequence duplicate_merge_no;
grant usage on sequence duplicate_merge_no to syncline_app;

alter table duplicate
  add column merge_no bigint,
  add column left_ids jsonb,
  add column left_keys uuid[],
  add column left_modified timestamptz,
  add column right_modified timestamptz;
comment on column duplicate.merge_no is 'once merged: the order of the merges';
comment on column duplicate.right_ids is
  'once merged: the rows of the id map that were the right record''s, {connection, resource, external_id, primary, source, base}; primary and source are true where they are missing, base is before_right';
comment on column duplicate.left_ids is
  'once merged: as right_ids, of the left record and before_left. The left side is null where it was what the merge before this one made of the record, in the same window';
comment on column duplicate.before_left is 'once merged: the left record''s data before; see left_ids';
comment on column duplicate.left_keys is 'once merged: the exact keys that were the left record''s';
comment on column duplicate.left_modified is 'once merged: the left record''s modified_at';
create index duplicate_merges_of_left on duplicate (tenant, left_id, merge_no) where status = 'merged';
create index duplicate_merge_of_right on duplicate (tenant, right_id) where status = 'merged';

-- Of merges from before, the first one of each record is given the record as it can be told now.
do $$
declare
  t text;
begin
  foreach t in array array['duplicate', 'id_map', 'match_key', 'record'] loop
    execute format('alter table %I no force row level security', t);
  end loop;
end $$;

update duplicate d set merge_no = n.no
from (select tenant, id, row_number() over (order by updated_at, id) as no
  from duplicate where status = 'merged') n
where d.tenant = n.tenant and d.id = n.id;
select setval('duplicate_merge_no', (select coalesce(max(merge_no), 0) + 1 from duplicate));

create temporary table merged_row as
select d.tenant, d.entity, d.id, d.left_id, e ->> 0 as connection, e ->> 1 as resource,
  e ->> 2 as external_id, row_number() over (partition by d.tenant, d.id, e ->> 0, e ->> 1
    order by i.synced_at, e ->> 2) = 1 as is_primary, coalesce(i.is_source, true) as is_source,
  case when jsonb_array_length(d.right_ids) > 1 then i.base end as base
from duplicate d cross join jsonb_array_elements(d.right_ids) e
  left join id_map i on i.tenant = d.tenant and i.entity = d.entity
    and i.connection = e ->> 0 and i.resource = e ->> 1 and i.external_id = e ->> 2
where d.status = 'merged';

with first as (
  select distinct on (tenant, entity, left_id) * from duplicate where status = 'merged'
  order by tenant, entity, left_id, merge_no
), own as (
  select f.id, i.*,
    row_number() over (partition by f.tenant, f.id order by i.is_primary desc, i.synced_at) as no
  from first f join id_map i on i.tenant = f.tenant and i.entity = f.entity
    and i.record_id = f.left_id
  where not exists (select from merged_row m where m.tenant = f.tenant and m.entity = f.entity
    and m.connection = i.connection and m.resource = i.resource
    and m.external_id = i.external_id)
)
update duplicate d set
  before_left = coalesce(d.before_left,
    (select o.base from own o where o.tenant = d.tenant and o.id = d.id and o.no = 1), r.data),
  left_ids = coalesce((select jsonb_agg(jsonb_build_object('connection', o.connection,
      'resource', o.resource, 'external_id', o.external_id, 'primary', o.is_primary,
      'source', o.is_source)
      || case when o.base is null then '{}' else jsonb_build_object('base', o.base) end)
    from own o where o.tenant = d.tenant and o.id = d.id), '[]'),
  left_keys = array(select k.key from match_key k where k.tenant = d.tenant
    and k.entity = d.entity and k.record_id = d.left_id
    and (not k.key = any(d.right_keys) or k.key = any(d.shared_keys)))
from first f, record r
where d.tenant = f.tenant and d.id = f.id and r.tenant = d.tenant and r.entity = d.entity
  and r.record_id = d.left_id;

update duplicate set before_left = null where status = 'merged' and left_ids is null;
update duplicate d set right_ids = coalesce((
  select jsonb_agg(jsonb_build_object('connection', m.connection, 'resource', m.resource,
    'external_id', m.external_id, 'primary', m.is_primary, 'source', m.is_source)
    || case when m.base is null then '{}' else jsonb_build_object('base', m.base) end)
  from merged_row m where m.tenant = d.tenant and m.id = d.id), '[]')
where d.status = 'merged';
drop table merged_row;

do $$
declare
  t text;
begin
  foreach t in array array['duplicate', 'id_map', 'match_key', 'record'] loop
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

alter table duplicate drop column merged_version, drop column shared_keys;
