-- What CS is told about a visit day without looking: once per seat, day and kind, whichever node sees it first.
create table attendance_alerts (
  id uuid primary key default uuidv7(),
  assignment_id uuid not null references assignments,
  work_date date not null,
  kind text not null check (kind in ('LATE', 'MISSING', 'OVERRUN', 'NOT_OUT')),
  ticket_id uuid not null references tickets,
  technician_id uuid not null references staff,
  at timestamptz not null default now(),
  dismissed_at timestamptz,
  dismissed_by uuid references staff,
  unique (assignment_id, work_date, kind),
  check ((dismissed_at is null) = (dismissed_by is null))
);
create index attendance_alerts_open on attendance_alerts (at desc) where dismissed_at is null;

-- What CS has put right by hand, with the reason; what was there before stays readable for ever.
create table attendance_corrections (
  id uuid primary key default uuidv7(),
  attendance_id uuid not null references attendance,
  at timestamptz not null default now(),
  by uuid not null references staff,
  reason text not null check (length(reason) >= 3),
  before jsonb not null,
  after jsonb not null
);
create index attendance_corrections_of on attendance_corrections (attendance_id, at);

create function corrections_are_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'corrections of attendance are append-only' using errcode = 'GS005';
end $$;
create trigger attendance_corrections_append_only before update or delete on attendance_corrections
  for each row execute function corrections_are_append_only();

alter table attendance
  add column late_minutes integer not null default 0 check (late_minutes >= 0),
  -- written down by CS because the technician could not check in himself
  add column entered_by uuid references staff;
create index attendance_by_technician on attendance (technician_id, work_date);
