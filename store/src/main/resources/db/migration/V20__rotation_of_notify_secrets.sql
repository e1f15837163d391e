-- The secrets that webhooks are signed with get a new key together with the credentials: a rotation
-- passes over all tenants.
create policy rotation on notify_secret for select to syncline_reconciler using (true);
grant select (tenant, secret) on notify_secret to syncline_reconciler;
