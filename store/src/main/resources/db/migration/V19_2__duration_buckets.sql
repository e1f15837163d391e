-- How many runs took how long, so that dashboards can tell percentiles: up to 0.1, 0.5, 1, 5, 15, 60,
-- 300, 900 and 3600 seconds, and longer. Counted where the runs are counted, in whatever way.
create function run_total_bucket(ms numeric) returns int
language sql immutable as $$
  select 1 + width_bucket(ms - 0.5, array[100, 500, 1000, 5000, 15000, 60000, 300000, 900000, 3600000]::numeric[])
$$;

alter table run_total add column durations bigint[] not null default array_fill(0::bigint, array[10]);
comment on column run_total.durations is
  'how many of the runs ended within each bucket; those before this column came stand at their average';
alter table run_total no force row level security; -- the owner counts for all tenants, once
update run_total set durations[run_total_bucket(duration_ms::numeric / runs)] = runs where runs > 0;
alter table run_total force row level security;

create function run_total_measure() returns trigger
language plpgsql set search_path = syncline as $$
declare
  runs bigint := new.runs - case when tg_op = 'UPDATE' then old.runs else 0 end;
  ms bigint := new.duration_ms - case when tg_op = 'UPDATE' then old.duration_ms else 0 end;
  place int := run_total_bucket(ms::numeric / greatest(runs, 1));
begin
  new.durations[place] := new.durations[place] + runs;
  return new;
end $$;
create trigger run_total_measure before insert or update of runs on run_total
  for each row execute function run_total_measure();
