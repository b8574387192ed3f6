-- Staff and their sign-in (tables of better-auth under our own names), and their Telegram.
create table staff (
  id uuid primary key default uuidv7(),
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  username text not null unique,
  display_username text,
  role text not null check (role in ('admin', 'cs', 'technician', 'sales', 'manager')),
  banned boolean not null default false,
  ban_reason text,
  ban_expires timestamptz,
  phone text,
  employee_number text,
  must_change_password boolean not null default false
);
create unique index staff_live_phone on staff (phone) where phone is not null and not banned;

create table staff_sessions (
  id uuid primary key default uuidv7(),
  expires_at timestamptz not null,
  token text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  user_id uuid not null references staff on delete cascade,
  impersonated_by uuid
);
create index staff_sessions_by_user on staff_sessions (user_id);

create table staff_accounts (
  id uuid primary key default uuidv7(),
  account_id text not null,
  provider_id text not null,
  user_id uuid not null references staff on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index staff_accounts_by_user on staff_accounts (user_id);

create table verifications (
  id uuid primary key default uuidv7(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);

create table rate_limits (
  id uuid primary key default uuidv7(),
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- One living link per person; the numeric Telegram id is the key, user names change.
create table telegram_links (
  staff_id uuid primary key references staff,
  telegram_id bigint not null unique,
  telegram_name text,
  reachable boolean not null default true,
  linked_at timestamptz not null default now()
);

create table telegram_link_tokens (
  token_hash text primary key,
  purpose text not null default 'link' check (purpose in ('link', 'sign-in')),
  staff_id uuid not null references staff,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);

-- A card is a message in a staff member's chat that is edited as its subject changes (a job offer, an invoice to approve).
create table telegram_cards (
  staff_id uuid not null references staff,
  subject text not null,
  chat_id bigint not null,
  message_id bigint not null,
  rendered_hash text not null,
  updated_at timestamptz not null default now(),
  primary key (staff_id, subject)
);

-- What the bot has asked somebody and waits to be told (why an invoice needs a revision); a new question replaces the old one.
create table telegram_questions (
  staff_id uuid primary key references staff,
  about text not null check (about in ('revision')),
  subject_id uuid not null,
  message_id bigint not null,
  asked_at timestamptz not null default now()
);
