-- What stands between records: which one was derived from which, and which one refers to which.

create table record_link (
  tenant         text not null,
  entity         text not null,
  connection     text not null,
  resource       text not null,
  external_id    text not null,
  type           text not null,
  derived        boolean not null,
  to_entity      text not null,
  to_external_id text not null,
  sync_id        uuid not null,
  primary key (tenant, entity, connection, resource, external_id, type)
);
comment on table record_link is
  'a source row''s link to another record, by that one''s external id. It belongs to the source row, as the base in the id map does, and is resolved when it is read: it is pending for as long as nothing has that external id, heals when something has, and follows its rows when records are merged and taken apart';
comment on column record_link.derived is
  'whether the row was made from the source row it links to, in the same connection and resource';
comment on column record_link.sync_id is 'the run that last changed it';
create index record_link_to on record_link (tenant, to_entity, to_external_id);

alter table record_link enable row level security;
alter table record_link force row level security;
create policy tenant_only on record_link to syncline_app
  using (tenant = current_setting('syncline.tenant', true))
  with check (tenant = current_setting('syncline.tenant', true));
grant select, insert, update, delete on record_link to syncline_app;

-- The live record that an external id means: in the same resource first, then in the same
-- connection, then anywhere. An entity has few resources: they are walked through one by one, which
-- spares the id map an index of its own for it.
create function linked_record(
  of_tenant text, of_entity text, of_external_id text, near_connection text, near_resource text)
returns uuid language sql stable as $$
  with recursive place as (
    (select connection, resource from id_map
     where tenant = of_tenant and entity = of_entity order by connection, resource limit 1)
    union all
    select n.connection, n.resource from place p cross join lateral (
      select i.connection, i.resource from id_map i
      where i.tenant = of_tenant and i.entity = of_entity
        and (i.connection, i.resource) > (p.connection, p.resource)
      order by i.connection, i.resource limit 1) n
  )
  select r.record_id
  from place p
    join id_map i on i.tenant = of_tenant and i.entity = of_entity
      and i.connection = p.connection and i.resource = p.resource
      and i.external_id = of_external_id
    join record r on r.tenant = of_tenant and r.entity = of_entity and r.record_id = i.record_id
  where r.deleted_at is null and r.merged_into is null
  order by p.connection <> near_connection,
    p.connection <> near_connection or p.resource <> near_resource, p.connection, p.resource
  limit 1
$$;
grant execute on function linked_record(text, text, text, text, text) to syncline_app;
