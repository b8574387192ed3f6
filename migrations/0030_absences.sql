-- When a technician is not there: leave, sickness, permission. Nobody is absent twice at the same time.
create table absences (
  id uuid primary key default uuidv7(),
  technician_id uuid not null references staff,
  kind text not null check (kind in ('LEAVE', 'SICK', 'PERMIT', 'OTHER')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- whole days of the office calendar; otherwise from one time to another
  whole_days boolean not null,
  note text check (length(note) <= 500),
  created_by uuid not null references staff,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ends_at > starts_at),
  constraint absences_apart exclude using gist (technician_id with =, tstzrange(starts_at, ends_at) with &&)
);
create index absences_by_time on absences using gist (tstzrange(starts_at, ends_at));

-- Whether an absence of this technician touches a time; the offers and the race ask here.
create function is_absent(technician uuid, wanted tstzrange) returns boolean language sql stable as $$
  select exists (select 1 from absences b where b.technician_id = technician and tstzrange(b.starts_at, b.ends_at) && wanted)
$$;

-- The receipt of the race also shows the seats that CS gave away: office.
alter table claim_attempts drop constraint claim_attempts_via_check;
alter table claim_attempts add constraint claim_attempts_via_check check (via in ('web', 'telegram', 'office'));

-- The dispatch board reads visits by their time; a plain index, because the race updates these rows.
create index tickets_by_time on tickets (scheduled_end, scheduled_start);
