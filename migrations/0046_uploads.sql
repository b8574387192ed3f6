-- Photos over thin lines come in parts, each a few seconds long, and go on after a break where they stopped. A part is
-- written once and the row says how far it has come; the bytes leave with the row when they have become a file, or
-- when nobody comes back for them.
create table uploads (
  id uuid primary key default uuidv7(),
  owner_id uuid not null references staff,
  -- made on the phone: asking again is the same upload
  client_id text not null check (length(client_id) between 8 and 100),
  name text not null,
  size integer not null check (size > 0),
  received integer not null default 0 check (received between 0 and size),
  created_at timestamptz not null default now(),
  touched_at timestamptz not null default now(),
  unique (owner_id, client_id)
);
create index uploads_by_age on uploads (touched_at);

create table upload_parts (
  upload_id uuid not null references uploads on delete cascade,
  start integer not null check (start >= 0),
  bytes bytea not null,
  primary key (upload_id, start)
);
alter table upload_parts alter column bytes set storage external;
