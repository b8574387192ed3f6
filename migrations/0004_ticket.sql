-- The spine. Seats are tokens in free_seats: claiming takes the first, releasing puts it back; both under the row lock of the ticket.
create table tickets (
  id uuid primary key default uuidv7(),
  number bigint generated always as identity unique,
  code text generated always as ('TKT-' || lpad(number::text, greatest(5, length(number::text)), '0')) stored,
  customer_id uuid not null references customers,
  complaint_id uuid references complaints,
  title text not null check (length(title) between 3 and 150),
  description text not null default '',
  address text not null check (length(address) >= 3),
  lat double precision check (lat between -90 and 90),
  lng double precision check (lng between -180 and 180),
  time_zone text not null default 'Asia/Jakarta',
  priority text not null default 'NORMAL' check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
  technician_quota integer not null check (technician_quota between 1 and 50),
  free_seats integer[] not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'ASSIGNED', 'IN_PROGRESS', 'DONE', 'CLOSED', 'CANCELLED')),
  emergency boolean not null default false,
  -- counts how often the job went (back) to the pool, so that each broadcast is a new message
  pool_round integer not null default 1,
  scheduled_start timestamptz not null,
  scheduled_end timestamptz not null,
  link_token text not null unique,
  created_by uuid not null references staff,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  done_at timestamptz,
  closed_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  check (scheduled_end > scheduled_start),
  check (cardinality(free_seats) <= technician_quota),
  check (state <> 'ASSIGNED' or cardinality(free_seats) = 0),
  check (state <> 'CANCELLED' or cancel_reason is not null)
);
alter table complaints add foreign key (ticket_id) references tickets;
alter table messages add foreign key (ticket_id) references tickets;
create index tickets_recent on tickets (created_at desc, id desc);
create index tickets_by_customer on tickets (customer_id, created_at desc);
create index tickets_in_pool on tickets (scheduled_start, id) where state in ('OPEN', 'IN_PROGRESS') and cardinality(free_seats) > 0;
create index tickets_by_state on tickets (state, created_at desc);

create table assignments (
  id uuid primary key default uuidv7(),
  ticket_id uuid not null references tickets,
  technician_id uuid not null references staff,
  seat integer not null check (seat >= 1),
  during tstzrange not null,
  claimed_at timestamptz not null default clock_timestamp(),
  -- first check-in: who is at work decides whether a ticket with a free seat is still in progress
  started_at timestamptz,
  ended_at timestamptz,
  end_reason text check (end_reason in ('DONE', 'RELEASED', 'REPLACED', 'CANCELLED')),
  end_note text,
  check ((ended_at is null) = (end_reason is null)),
  -- nobody can be at two sites at once
  exclude using gist (technician_id with =, during with &&) where (ended_at is null)
);
create unique index assignments_one_per_seat on assignments (ticket_id, seat) where ended_at is null;
create unique index assignments_one_per_technician on assignments (ticket_id, technician_id) where ended_at is null;
create index assignments_by_ticket on assignments (ticket_id, claimed_at);
create index assignments_by_technician on assignments (technician_id, claimed_at desc);

create function seat_within_quota() returns trigger language plpgsql as $$
begin
  if new.seat > (select technician_quota from tickets where id = new.ticket_id) then
    raise exception 'seat % is beyond the quota', new.seat using errcode = 'GS002';
  end if;
  return new;
end $$;
create trigger assignments_within_quota before insert on assignments for each row execute function seat_within_quota();

-- The ledger of the race. The identity column is the server's order; every attempt is here, also the lost ones.
create table claim_attempts (
  id bigint generated always as identity primary key,
  ticket_id uuid not null references tickets,
  technician_id uuid not null references staff,
  round integer not null,
  at timestamptz not null default clock_timestamp(),
  outcome text not null check (outcome in ('WON', 'POOL_FULL', 'ALREADY_CLAIMED', 'SCHEDULE_CONFLICT', 'NOT_IN_POOL', 'NOT_ALLOWED')),
  seat integer,
  via text not null check (via in ('web', 'telegram')),
  check ((outcome = 'WON') = (seat is not null))
);
create index claim_attempts_by_ticket on claim_attempts (ticket_id, id);

create table standbys (
  ticket_id uuid not null references tickets,
  technician_id uuid not null references staff,
  at timestamptz not null default now(),
  primary key (ticket_id, technician_id)
);

-- Numbers are given at issue and never reused; the row lock makes the series gapless.
create table document_counters (
  type text not null,
  year integer not null,
  last integer not null check (last >= 0),
  primary key (type, year)
);

create table documents (
  id uuid primary key default uuidv7(),
  type text not null check (type in ('ST', 'BAST', 'INV', 'KW')),
  year integer not null,
  seq integer not null check (seq >= 1),
  number text not null unique,
  token text not null unique,
  ticket_id uuid not null references tickets,
  assignment_id uuid references assignments,
  technician_id uuid references staff,
  invoice_id uuid,
  replaces_id uuid references documents,
  valid_from timestamptz not null,
  valid_until timestamptz,
  revoked_at timestamptz,
  revoke_reason text,
  -- what the paper says, frozen; the PDF is printed from it once and kept
  snapshot jsonb not null,
  file_id uuid references files,
  sha256 text,
  issued_at timestamptz not null default now(),
  unique (type, year, seq)
);
create index documents_by_ticket on documents (ticket_id, issued_at);
-- one live letter per assignment
create unique index documents_one_letter on documents (assignment_id) where type = 'ST' and revoked_at is null;
create unique index documents_one_paper on documents (ticket_id) where type = 'BAST' and revoked_at is null;

create function documents_are_immutable() returns trigger language plpgsql as $$
declare
  -- what may still happen to a paper: it is printed once, and it may be taken back once
  later constant text[] := '{file_id,sha256,revoked_at,revoke_reason}';
begin
  if tg_op = 'DELETE' then raise exception 'documents are never deleted' using errcode = 'GS003'; end if;
  if to_jsonb(new) - later is distinct from to_jsonb(old) - later
     or (old.file_id is not null and row(new.file_id, new.sha256) is distinct from row(old.file_id, old.sha256))
     or (old.revoked_at is not null and row(new.revoked_at, new.revoke_reason) is distinct from row(old.revoked_at, old.revoke_reason)) then
    raise exception 'an issued document is never edited' using errcode = 'GS003';
  end if;
  return new;
end $$;
create trigger documents_immutable before update or delete on documents for each row execute function documents_are_immutable();
