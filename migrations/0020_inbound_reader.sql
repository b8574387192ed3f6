-- Updates of the vendors are taken straight from their table: when one is due, who has it, and which nobody can read.
alter table inbound_updates
  add column due_at timestamptz not null default now(),
  add column taken_until timestamptz,
  add column dead_at timestamptz;

drop index inbound_updates_open;
create index inbound_updates_open on inbound_updates (channel, id) where processed_at is null and dead_at is null;
create index inbound_updates_of_sender on inbound_updates (channel, sender, id) where processed_at is null and dead_at is null;
create index inbound_updates_dead on inbound_updates (dead_at) where dead_at is not null;
-- taking and settling writes each row twice: room for it on the page, and a vacuum before the table is mostly dead rows
alter table inbound_updates set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05);
