-- Rotating the encryption key goes through the credentials of all tenants, and sees nothing else of
-- their connections.
create policy rotation on connection for select to syncline_reconciler using (true);
grant select (tenant, name, credentials) on connection to syncline_reconciler;
