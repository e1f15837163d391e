-- Plans of two-way tasks: which windows were read from which system.
alter table plan
  add column leg_ends int[] not null default '{}',
  add column leg_connections text[] not null default '{}',
  add column leg_resources text[] not null default '{}';
comment on column plan.leg_ends is
  'two-way: the last window of each system, in the order they are read; empty where only a source is read';

-- Removals stand after the last window, a window for each system.
create function plan_leg(ends int[], windows int, window_no int) returns int
language sql immutable set search_path = pg_catalog as $$
  select case when windows > 0 and window_no > windows then window_no - windows - 1
    else (select count(*)::int from unnest(ends) e where e < window_no) end
$$;
comment on function plan_leg is 'the system, 0 for the source, that a window of a plan belongs to';
grant execute on function plan_leg to syncline_app;
