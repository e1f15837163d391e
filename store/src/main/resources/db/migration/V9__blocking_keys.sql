-- Blocking keys at a price that stays when there are many millions: one narrow index, entries in its
-- order, and no second look at a row that is new.

alter table block_key no force row level security;
alter table record no force row level security;
update block_key b set key = b.key # hashtextextended(r.tenant || '/' || r.entity, 0)
from record r where r.tenant = b.tenant and r.record_id = b.record_id;
alter table record force row level security;
alter table block_key force row level security;

alter table block_key drop constraint block_key_pkey;
drop index block_key_record;
create index block_key_key on block_key (key);
comment on column block_key.key is
  'the key with the tenant and the entity mixed in, so that the index needs neither';
comment on column block_key.record_id is
  'the record of the row that had the key; whose it is after a merge or unmerge, duplicate tells';

create index duplicate_merged_by_hand on duplicate (tenant, right_id)
  where status = 'merged' and not automatic;
create index duplicate_unmerged on duplicate (tenant, left_id) where status = 'unmerged';
