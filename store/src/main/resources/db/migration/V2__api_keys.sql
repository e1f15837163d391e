-- Who may call the API where it is not bound to the loopback address.

create table api_key (
  tenant     text not null,
  prefix     text not null unique,
  hash       bytea not null unique,
  role       text not null check (role in ('viewer', 'operator', 'admin')),
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (tenant, prefix)
);
comment on column api_key.prefix is 'the first part of the key, which may be shown and names it';
comment on column api_key.hash is 'SHA-256 of the whole key, which is 256 random bits and stands nowhere';

alter table api_key enable row level security;
alter table api_key force row level security;
create policy tenant_only on api_key to syncline_app
  using (tenant = current_setting('syncline.tenant', true))
  with check (tenant = current_setting('syncline.tenant', true));
grant select, insert, update on api_key to syncline_app;

-- A key is looked up before its tenant is known.
create policy lookup on api_key for select to syncline_reconciler using (true);
grant select on api_key to syncline_reconciler;
