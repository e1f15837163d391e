-- Rows that look as they did when they were last merged are known again before they are mapped.
alter table id_map
  add column digest uuid,
  add column digest_hash uuid;
comment on column id_map.digest is
  'two-way: of the row as its system gave it, and of how it was mapped; null where that is not known';
comment on column id_map.digest_hash is
  'two-way: the hash of the values that such a row was mapped to. Where hash is another one, the row is looked at';
create index id_map_digest on id_map (digest) where digest is not null;
