create table ratings (
  id uuid primary key default uuidv7(),
  -- the first submission locks: one row per ticket
  ticket_id uuid not null references tickets unique,
  customer_id uuid not null references customers,
  technician_score integer not null check (technician_score between 1 and 5),
  cs_score integer not null check (cs_score between 1 and 5),
  comment text,
  cs_id uuid not null references staff,
  created_at timestamptz not null default now()
);
create index ratings_recent on ratings (created_at desc, id desc);

-- Who is rated: the crew that finished the job, not the ones who were replaced.
create table rated_technicians (
  rating_id uuid not null references ratings,
  technician_id uuid not null references staff,
  primary key (rating_id, technician_id)
);
create index rated_technicians_by_technician on rated_technicians (technician_id);
