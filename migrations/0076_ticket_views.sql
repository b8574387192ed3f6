-- A list of tickets that somebody looks at again and again: its filters under a name, for oneself or for everybody.
create table ticket_views (
  id uuid primary key default uuidv7(),
  owner_id uuid not null references staff,
  name text not null check (length(name) between 1 and 60),
  filters jsonb not null,
  shared boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index ticket_views_one_name on ticket_views (owner_id, lower(name));
create index ticket_views_shared on ticket_views (lower(name)) where shared;

-- A second ticket for the same site is found while the first is still open.
create index tickets_by_address on tickets (lower(address));
