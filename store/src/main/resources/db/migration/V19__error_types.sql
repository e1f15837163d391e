-- Who follows the events reads why a run failed in the same words as everywhere else.
create function event_says_why() returns trigger
language plpgsql set search_path = syncline as $$
begin
  new.fields := new.fields || (
    select jsonb_build_object('error_code', r.error_code, 'error_type', case
      when r.status <> 'failed' then null
      when lower(r.error_code) in ('not_found', 'not_enabled', 'not_configured')
        then lower(r.error_code)
      else 'execution_error' end)
    from run r where r.tenant = new.tenant and r.sync_id = new.sync_id);
  return new;
end $$;
create trigger event_says_why before insert on event
  for each row when (new.type = 'syncTask.completed') execute function event_says_why();
