-- When a record goes into another one, what it was proposed to be one with is asked of that one.
alter table duplicate add column carried_from uuid;
comment on column duplicate.carried_from is
  'the pair that matching proposed, of a record that has gone into one of these since';
create index duplicate_carried on duplicate (tenant, carried_from) where carried_from is not null;
create index duplicate_open_left on duplicate (tenant, left_id) where status = 'open';
create index duplicate_open_right on duplicate (tenant, right_id) where status = 'open';
