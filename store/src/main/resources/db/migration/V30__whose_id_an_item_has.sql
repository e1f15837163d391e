-- A two-way run speaks of rows of several systems, and a refused creation of a record by its source's id.
alter table run_item add column connection text;
comment on column run_item.connection is
  'the connection whose id external_id is; null where there is no id, and of items from before';
