-- What a technician writes down on site for whoever comes after him: crew, replacement, CS. Never changed, never removed.
create table field_notes (
  id uuid primary key default uuidv7(),
  ticket_id uuid not null references tickets,
  technician_id uuid not null references staff,
  client_id text not null unique,
  text text not null check (length(text) between 1 and 2000),
  device_at timestamptz,
  written_at timestamptz not null,
  skew_seconds integer,
  created_at timestamptz not null default now()
);
create index field_notes_by_ticket on field_notes (ticket_id, written_at);
