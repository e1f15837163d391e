-- What a person corrected stands beside what came from the source.

alter table failure add column edited_payload text;
comment on column failure.edited_payload is
  'the source record as corrected by hand for a retry, beside the one that came from the source';
comment on column failure.edited is 'whether the next attempt uses the payload that was edited by hand';

-- Plans are whole since version 6: their rows took the place of these.
drop table plan_item;
