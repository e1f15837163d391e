-- An attempt that was refused, or that never got an answer, has fetched nothing: it announces nothing.
-- A run that plans first has read its rows before its counters tell them; a run that applies a plan
-- reads none itself, and announces with its end what it brought in.
create or replace function run_announce(r run) returns void
language plpgsql set search_path = syncline as $$
declare
  met bigint := greatest(r.fetched, (
    select coalesce(sum(w.rows), 0) from run_window w
    where w.tenant = r.tenant and w.sync_id = r.sync_id));
begin
  if met = 0 and r.windows = 0 and not exists (
      select from run child
      where child.tenant = r.tenant and child.parent_id = r.sync_id and child.windows > 0) then
    return;
  end if;
  if exists (select from event where tenant = r.tenant and sync_id = r.sync_id
      and type = 'sync.records.fetched') then
    return;
  end if;
  insert into event (tenant, sync_id, type, fields)
  values (r.tenant, r.sync_id, 'sync.records.fetched', jsonb_build_object(
    'task_id', r.task, 'integration_id', r.definition -> 'source' ->> 'connection',
    'metric', met));
end $$;
