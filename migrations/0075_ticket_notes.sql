-- What the office says among itself about a ticket. Technicians and customers never see it; never changed, never removed.
create table ticket_notes (
  id uuid primary key default uuidv7(),
  ticket_id uuid not null references tickets,
  text text not null check (length(text) between 1 and 4000),
  created_by uuid not null references staff,
  at timestamptz not null default now()
);
create index ticket_notes_by_ticket on ticket_notes (ticket_id, at desc, id desc);

create table ticket_note_mentions (
  note_id uuid not null references ticket_notes,
  staff_id uuid not null references staff,
  primary key (note_id, staff_id)
);

-- Papers of a ticket: plans, quotes, photos of the site. Removed ones stay for the record and are not shown.
create table ticket_attachments (
  id uuid primary key default uuidv7(),
  ticket_id uuid not null references tickets,
  file_id uuid not null references files,
  added_by uuid not null references staff,
  at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by uuid references staff,
  check ((removed_at is null) = (removed_by is null))
);
create index ticket_attachments_by_ticket on ticket_attachments (ticket_id, at);
create index ticket_attachments_by_file on ticket_attachments (file_id);
