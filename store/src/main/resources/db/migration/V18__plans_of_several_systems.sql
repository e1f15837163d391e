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

-- Records that refer to each other in a circle: one goes out without the reference, and once more with
-- it.
alter table outbox add column loose boolean not null default false;
comment on column outbox.loose is
  'goes out without references to records that wait for it in turn; then a further row carries them';

-- A run waits until it is known what cannot go out: a row is held as soon as its reference is missing,
-- and rests once nothing that came after has changed that.
alter table outbox add column resting boolean not null default false;
comment on column outbox.resting is 'of a held row: its delivery has come to an end without it';
update outbox set resting = true where status = 'held';
create index outbox_held on outbox (tenant) where status = 'held' and not resting;
