alter table plan_beside
  drop constraint plan_beside_kind_check,
  add constraint plan_beside_kind_check check (kind in ('f', 'p', 'k'));
comment on table plan_beside is
  'what goes with the rows of a plan, as in staging: f further records and references, p pairs of duplicates, k how many rows are known to be unchanged';
alter table plan_row add column digest uuid;
comment on column plan_row.digest is 'two-way: of the row as its system gave it, as in staging';
