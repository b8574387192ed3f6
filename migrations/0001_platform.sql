-- The floor every module stands on: extensions, settings, files, events, outbox, tasks' neighbours.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

-- Tax law changes by date, so the rate is data. The row with the newest valid_from not after the invoice date rules.
create table tax_rules (
  valid_from date primary key,
  pkp boolean not null,
  vat_rate integer not null check (vat_rate between 0 and 100),
  base_numerator integer not null check (base_numerator > 0),
  base_denominator integer not null check (base_denominator >= base_numerator),
  withholding_rate_bp integer not null default 200 check (withholding_rate_bp between 0 and 10000)
);
insert into tax_rules (valid_from, pkp, vat_rate, base_numerator, base_denominator) values ('2025-01-01', true, 12, 11, 12);

create table files (
  id uuid primary key default uuidv7(),
  storage_key text not null unique,
  name text not null,
  mime text not null,
  size integer not null check (size >= 0),
  sha256 text not null,
  created_by uuid,
  created_at timestamptz not null default now()
);

create table events (
  id bigint generated always as identity primary key,
  name text not null,
  at timestamptz not null default clock_timestamp(),
  actor_kind text not null check (actor_kind in ('staff', 'customer', 'system')),
  actor_id uuid,
  ticket_id uuid,
  customer_id uuid,
  invoice_id uuid,
  conversation_id uuid,
  data jsonb not null default '{}',
  relayed_at timestamptz
);
create index events_unrelayed on events (id) where relayed_at is null;
create index events_by_ticket on events (ticket_id, id) where ticket_id is not null;
create index events_by_customer on events (customer_id, id) where customer_id is not null;
create index events_by_invoice on events (invoice_id, id) where invoice_id is not null;

-- History is append-only: the only thing that may ever change on an event is that the relay has passed it on.
create function events_are_append_only() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.relayed_at is null and new.relayed_at is not null
     and to_jsonb(old) - 'relayed_at' = to_jsonb(new) - 'relayed_at' then
    return new;
  end if;
  raise exception 'events are append-only' using errcode = 'GS001';
end $$;
create trigger events_append_only before update or delete on events for each row execute function events_are_append_only();

create table outbox (
  id uuid primary key default uuidv7(),
  channel text not null check (channel in ('whatsapp', 'telegram')),
  -- who: a staff id for telegram, a conversation id for whatsapp
  recipient_id uuid not null,
  intent text not null,
  params jsonb not null default '{}',
  event_id bigint references events,
  idempotency_key text not null unique,
  priority integer not null default 5,
  status text not null default 'NEW' check (status in ('NEW', 'SENDING', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'UNKNOWN', 'SKIPPED')),
  attempts integer not null default 0,
  not_before timestamptz not null default now(),
  external_id text,
  error jsonb,
  created_at timestamptz not null default now(),
  taken_at timestamptz,
  sent_at timestamptz
);
create index outbox_waiting on outbox (channel, priority, id) where status = 'NEW';
create index outbox_by_recipient on outbox (recipient_id, id);
create index outbox_by_external on outbox (channel, external_id) where external_id is not null;
create index outbox_by_event on outbox (event_id) where event_id is not null;
create index outbox_in_flight on outbox (taken_at) where status in ('SENDING', 'UNKNOWN');

-- Everything a vendor ever told us, once per external id, before anything is made of it.
create table inbound_updates (
  id bigint generated always as identity primary key,
  channel text not null,
  external_id text not null,
  sender text not null default '',
  payload jsonb not null,
  received_at timestamptz not null default now(),
  processed_at timestamptz,
  attempts integer not null default 0,
  error text,
  unique (channel, external_id)
);
create index inbound_updates_open on inbound_updates (id) where processed_at is null;

create table idempotency_keys (
  actor_id uuid not null,
  key text not null,
  route text not null,
  request_hash text not null,
  status integer,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (actor_id, key)
);
