create table customers (
  id uuid primary key default uuidv7(),
  name text not null check (length(name) between 2 and 100),
  salutation text,
  -- E.164, or null while WhatsApp only gives a user name
  phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
  address text,
  company text,
  email text,
  lat double precision check (lat between -90 and 90),
  lng double precision check (lng between -180 and 180),
  status text not null default 'ACTIVE' check (status in ('ACTIVE', 'INACTIVE')),
  source text not null check (source in ('WHATSAPP', 'MANUAL', 'IMPORT')),
  created_by uuid references staff,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deactivated_at timestamptz,
  -- the customer wants no advertising (STOP, or WhatsApp's own switch); news of his own orders still reach him
  marketing_stopped_at timestamptz,
  check ((status = 'INACTIVE') = (deactivated_at is not null))
);
-- A deactivated customer must not reserve the number for ever.
create unique index customers_live_phone on customers (phone) where status = 'ACTIVE' and phone is not null;
create index customers_search on customers using gin
  ((lower(name || ' ' || coalesce(company, '') || ' ' || coalesce(phone, '') || ' ' || coalesce(address, ''))) gin_trgm_ops);
create index customers_by_name on customers (lower(name), id);

create table consents (
  id uuid primary key default uuidv7(),
  customer_id uuid not null references customers,
  text_version text not null,
  channel text not null,
  message_id text,
  given_at timestamptz not null default now(),
  withdrawn_at timestamptz
);

-- A conversation is one person's thread on one channel; who that person is may be learnt later, hence customer_id is nullable.
create table conversations (
  id uuid primary key default uuidv7(),
  channel text not null default 'whatsapp',
  customer_id uuid references customers,
  display_name text,
  username text,
  -- where to send: digits of the WhatsApp number, else the business-scoped user id
  wa_id text,
  bsuid text,
  last_message_at timestamptz,
  last_inbound_at timestamptz,
  unread_count integer not null default 0,
  assigned_to uuid references staff,
  -- what registration already understood, and when help was last sent (domain: one help per 10 minutes)
  draft jsonb,
  help_sent_at timestamptz,
  created_at timestamptz not null default now()
);
create index conversations_recent on conversations (last_message_at desc nulls last, id desc);
create index conversations_by_customer on conversations (customer_id);
create index conversations_by_number on conversations (wa_id) where wa_id is not null;

create table channel_identities (
  channel text not null,
  kind text not null check (kind in ('bsuid', 'parent_bsuid', 'wa_id')),
  value text not null,
  conversation_id uuid not null references conversations,
  first_seen timestamptz not null default now(),
  last_seen timestamptz not null default now(),
  -- WhatsApp said that its owner has another one now: whoever writes with it later is somebody else
  replaced_at timestamptz,
  primary key (channel, kind, value)
);
create index channel_identities_by_conversation on channel_identities (conversation_id);

create table complaints (
  id uuid primary key default uuidv7(),
  customer_id uuid not null references customers,
  conversation_id uuid references conversations,
  text text not null,
  status text not null default 'OPEN' check (status in ('OPEN', 'TICKETED', 'DISMISSED')),
  ticket_id uuid,
  dismiss_reason text,
  lat double precision,
  lng double precision,
  created_at timestamptz not null default now(),
  decided_by uuid references staff,
  decided_at timestamptz,
  check ((status = 'TICKETED') = (ticket_id is not null)),
  check (status <> 'DISMISSED' or dismiss_reason is not null)
);
create index complaints_open on complaints (created_at desc, id desc) where status = 'OPEN';
create index complaints_by_customer on complaints (customer_id, created_at desc);

create table messages (
  id uuid primary key default uuidv7(),
  conversation_id uuid not null references conversations,
  direction text not null check (direction in ('IN', 'OUT')),
  kind text not null,
  body text,
  lat double precision,
  lng double precision,
  file_id uuid references files,
  file_state text check (file_state in ('WAITING', 'STORED', 'FAILED')),
  media jsonb,
  external_id text,
  reply_to_external_id text,
  status text not null check (status in ('RECEIVED', 'QUEUED', 'SENT', 'DELIVERED', 'READ', 'FAILED', 'UNKNOWN')),
  error jsonb,
  outbox_id uuid references outbox,
  sent_by uuid references staff,
  complaint_id uuid references complaints,
  ticket_id uuid,
  raw jsonb,
  at timestamptz not null default now(),
  answered_at timestamptz,
  unique nulls distinct (external_id)
);
create index messages_by_conversation on messages (conversation_id, at, id);
create unique index messages_by_outbox on messages (outbox_id) where outbox_id is not null;
create index messages_unanswered on messages (conversation_id, at) where direction = 'IN' and answered_at is null;

-- Delivery reports that came before we knew the message they are about: WhatsApp may be quicker than its own answer.
create table parked_deliveries (
  external_id text not null,
  status text not null,
  error jsonb,
  at timestamptz not null,
  parked_at timestamptz not null default now(),
  primary key (external_id, status)
);
create index parked_deliveries_by_age on parked_deliveries (parked_at);

-- What WhatsApp knows of our message templates; every node reads it before it sends one.
create table whatsapp_templates (
  name text not null,
  language text not null,
  status text not null,
  category text,
  -- the approved text with its {{1}}, null until WhatsApp has told it
  body text,
  reason text,
  updated_at timestamptz not null default now(),
  primary key (name, language)
);
