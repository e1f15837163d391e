-- Who changed what through the API.

create table audit (
  tenant text not null,
  id     bigint generated always as identity,
  at     timestamptz not null,
  actor  text not null,
  role   text,
  method text not null,
  route  text,
  target text not null,
  status int not null,
  primary key (tenant, id)
);
comment on column audit.actor is 'the prefix of the API key, or ''loopback'' where none is asked for';
comment on column audit.route is 'the path with its variables in braces; null where nothing stands there';
comment on column audit.target is 'the path that was called, without its query';
comment on column audit.status is 'what it was answered with';
create index audit_age on audit (at);

alter table audit enable row level security;
alter table audit force row level security;
create policy tenant_only on audit to syncline_app
  using (tenant = current_setting('syncline.tenant', true))
  with check (tenant = current_setting('syncline.tenant', true));
-- What was written down stays as it is until it is swept.
grant select, insert on audit to syncline_app;
create policy sweep on audit to syncline_reconciler using (true);
grant select, delete on audit to syncline_reconciler;
