-- Who has set out for the site, once per seat and day: the customer is told, and the office sees it before anybody is late.
create table departures (
  assignment_id uuid not null references assignments,
  work_date date not null,
  ticket_id uuid not null references tickets,
  technician_id uuid not null references staff,
  at timestamptz not null default now(),
  via text not null default 'web' check (via in ('web', 'telegram')),
  primary key (assignment_id, work_date)
);
create index departures_by_ticket on departures (ticket_id, work_date);
