alter table run add column unasked bigint not null default 0;
comment on column run.unasked is
  'records that the source gave although it was asked for others: it ignores a filter';

alter table run add column repeats boolean not null default false;
comment on column run.repeats is
  'whether a key came in several windows: one that was written twice, or was noticed in memory';

alter table sync_state add column repeats boolean not null default false;
comment on column sync_state.repeats is
  'whether keys repeat far apart in the source: the last row of each can stand only once all are read, so that the next run plans first';
