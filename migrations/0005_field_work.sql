create table attendance (
  id uuid primary key default uuidv7(),
  ticket_id uuid not null references tickets,
  assignment_id uuid not null references assignments,
  technician_id uuid not null references staff,
  work_date date not null,
  check_in_client_id text not null unique,
  check_in_at timestamptz not null,
  check_in_device_at timestamptz,
  check_in_lat double precision,
  check_in_lng double precision,
  check_in_accuracy double precision,
  check_in_distance double precision,
  grade text not null check (grade in ('ON_SITE', 'LIKELY', 'OFF_SITE', 'NO_LOCATION')),
  grade_reasons text[] not null default '{}',
  late boolean not null default false,
  check_out_client_id text unique,
  check_out_at timestamptz,
  check_out_device_at timestamptz,
  check_out_lat double precision,
  check_out_lng double precision,
  check_out_accuracy double precision,
  check_out_distance double precision,
  via text not null default 'web' check (via in ('web', 'telegram')),
  check (check_out_at is null or check_out_at >= check_in_at),
  -- once a day for each time somebody held a seat: who was replaced and comes back checks in again
  unique (assignment_id, work_date)
);
create index attendance_by_date on attendance (work_date, check_in_at);

create table extensions (
  id uuid primary key default uuidv7(),
  ticket_id uuid not null references tickets,
  requested_by uuid not null references staff,
  days integer not null check (days between 1 and 30),
  reason text not null,
  remaining_work text not null,
  status text not null default 'PENDING' check (status in ('PENDING', 'APPROVED', 'REJECTED')),
  decided_by uuid references staff,
  decided_at timestamptz,
  approved_days integer,
  decision_note text,
  created_at timestamptz not null default now(),
  check ((status = 'PENDING') = (decided_at is null))
);
create unique index extensions_one_open on extensions (ticket_id) where status = 'PENDING';
create index extensions_by_ticket on extensions (ticket_id, created_at);

create table photos (
  id uuid primary key default uuidv7(),
  ticket_id uuid not null references tickets,
  technician_id uuid not null references staff,
  kind text not null check (kind in ('BEFORE', 'AFTER', 'PAPER_BAST', 'WORK')),
  client_id text not null unique,
  file_id uuid not null references files,
  -- a copy without private data (position, device) and turned upright, for screens and customers
  view_file_id uuid not null references files,
  device_at timestamptz,
  lat double precision,
  lng double precision,
  created_at timestamptz not null default now()
);
create index photos_by_ticket on photos (ticket_id, created_at);

create table handover_reports (
  id uuid primary key default uuidv7(),
  ticket_id uuid not null references tickets,
  client_id text not null unique,
  document_id uuid references documents,
  work_done text not null,
  open_items text,
  signer_name text,
  signer_position text,
  signature_file_id uuid references files,
  no_signature_reason text,
  paper_file_id uuid references files,
  created_by uuid not null references staff,
  created_at timestamptz not null default now(),
  -- a reopened ticket needs a new report; the old one stays as history
  superseded_at timestamptz
);
create unique index handover_reports_one_live on handover_reports (ticket_id) where superseded_at is null;
