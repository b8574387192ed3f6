-- What admin must know about WhatsApp and Telegram: trouble that only a person can end, the daily limit, what is charged.

-- One row per trouble while it lasts; the same again only counts.
create table channel_troubles (
  id uuid primary key default uuidv7(),
  channel text not null check (channel in ('whatsapp', 'telegram')),
  kind text not null,
  -- which one: an error code, a template, WhatsApp's own word
  subject text not null default '',
  detail text,
  first_at timestamptz not null default now(),
  last_at timestamptz not null default now(),
  times integer not null default 1,
  resolved_at timestamptz,
  -- null: it ended by itself
  resolved_by uuid references staff,
  check (resolved_by is null or resolved_at is not null)
);
create unique index channel_troubles_open on channel_troubles (channel, kind, subject) where resolved_at is null;

-- What WhatsApp charges for each message, as its reports say; also for what another program of the same account sent.
create table message_prices (
  external_id text primary key,
  category text not null,
  type text,
  billable boolean not null,
  at timestamptz not null,
  -- charged when it arrives
  delivered_at timestamptz
);
create index message_prices_by_day on message_prices (delivered_at) where delivered_at is not null;

-- What WhatsApp says about our number.
create table whatsapp_numbers (
  phone_number_id text primary key,
  phone text,
  name text,
  quality text,
  -- as WhatsApp writes it: TIER_2K
  tier text,
  checked_at timestamptz not null default now()
);

-- templates are counted against the limit of people written to first
create index messages_templates on messages (at) where direction = 'OUT' and kind = 'template';
