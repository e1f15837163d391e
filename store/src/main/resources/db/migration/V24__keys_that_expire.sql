-- Keys end by themselves where that was asked for, and tell when they were used last.

alter table api_key
  add column expires_at timestamptz,
  add column last_used_at timestamptz;
comment on column api_key.expires_at is 'from then on the key is no key; null for one that lasts until it is revoked';
comment on column api_key.last_used_at is 'to the minute, so that reading costs no write a call';
