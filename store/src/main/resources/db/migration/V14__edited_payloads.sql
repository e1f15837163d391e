-- What a person corrected stands beside what came from the source.

alter table failure add column edited_payload text;
comment on column failure.edited_payload is
  'the source record as corrected by hand for a retry, beside the one that came from the source';
comment on column failure.edited is 'whether the next attempt uses the payload that was edited by hand';

-- Plans are whole since version 6: their rows took the place of these.
drop table plan_item;

-- A run that plans before it writes has read what stands in its plan; it counts nothing as done yet.
create or replace function run_announce(r run) returns void
language plpgsql set search_path = syncline as $$
begin
  if exists (select from event where tenant = r.tenant and sync_id = r.sync_id
      and type = 'sync.records.fetched') then
    return;
  end if;
  insert into event (tenant, sync_id, type, fields)
  values (r.tenant, r.sync_id, 'sync.records.fetched', jsonb_build_object(
    'task_id', r.task, 'integration_id', r.definition -> 'source' ->> 'connection',
    'metric', greatest(r.fetched, (select count(*) from plan_row p
      where p.tenant = r.tenant and p.sync_id = r.sync_id and p.kind = 'O'))));
end $$;
