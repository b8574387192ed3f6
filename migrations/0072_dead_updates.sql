-- Updates that nobody could read stay until admin has looked at them: read again, or dismissed.
alter table inbound_updates
  add column dismissed_at timestamptz,
  add column dismissed_by uuid references staff,
  add check (dismissed_at is null or dead_at is not null);
drop index inbound_updates_dead;
create index inbound_updates_dead on inbound_updates (id desc) where dead_at is not null and dismissed_at is null;
