-- What people change by hand names them.

alter table record_history add column decided_by text;
comment on column record_history.decided_by is
  'the person who changed it, by the name of their API key; null for runs and deliveries';

alter table conflict
  add column undone_by text,
  add column undone_at timestamptz;
comment on column conflict.undone_by is 'the person who took the decision back';
