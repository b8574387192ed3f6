-- The race once more: a place in the ledger that nobody shares, who is offered a seat first, a technician who stays
-- responsible until somebody takes over, and claims that are decided many at a time.

-- The place among the attempts of a round, given under the lock of the race: two losers of the same instant never
-- hear the same number.
alter table claim_attempts add column place integer;
update claim_attempts c set place = p.place
from (select id, row_number() over (partition by ticket_id, round order by id) as place from claim_attempts) p where p.id = c.id;
alter table claim_attempts alter column place set not null, add check (place >= 1);
drop index claim_attempts_by_ticket;
create unique index claim_attempts_by_place on claim_attempts (ticket_id, round, place);
create index claim_attempts_won on claim_attempts (ticket_id, round, at) where outcome = 'WON';
create index claim_attempts_by_technician on claim_attempts (technician_id, id desc);
alter table claim_attempts drop constraint claim_attempts_outcome_check;
alter table claim_attempts add constraint claim_attempts_outcome_check check (outcome in ('WON', 'POOL_FULL', 'ALREADY_CLAIMED',
  'SCHEDULE_CONFLICT', 'NOT_IN_POOL', 'NOT_ALLOWED', 'NOT_YOUR_TURN', 'SKILL_MISSING', 'OTHER_AREA', 'ABSENT'));

-- Cari Pengganti with "stays responsible until taken": the seat's token is in the pool while he still sits on it.
alter table assignments
  add column replace_wanted_at timestamptz,
  add column replace_reason text,
  -- whose place this one took: attendance and minutes of the two are told apart by it
  add column replaces_id uuid references assignments,
  add check ((replace_wanted_at is null) = (replace_reason is null));

-- From when everybody may take the job; null means at once. Until then only those in first_offers.
alter table tickets add column everyone_from timestamptz;

-- Each time a job goes to the pool, and what the clock has already done about it.
create table pool_rounds (
  ticket_id uuid not null references tickets,
  round integer not null,
  started_at timestamptz not null default clock_timestamp(),
  widened_at timestamptz,
  reminded_at timestamptz,
  alerted_at timestamptz,
  primary key (ticket_id, round)
);
insert into pool_rounds (ticket_id, round) select id, pool_round from tickets
where state in ('OPEN', 'IN_PROGRESS') and cardinality(free_seats) > 0;

create table first_offers (
  ticket_id uuid not null references tickets,
  round integer not null,
  technician_id uuid not null references staff,
  why text not null check (why in ('STANDBY', 'WAVE')),
  primary key (ticket_id, round, technician_id)
);

-- What is still to come of a visit: who joins in the middle was elsewhere before.
create function visit_left(t tickets) returns tstzrange language sql stable as $$
  select tstzrange(greatest(t.scheduled_start, least(now(), t.scheduled_end - interval '1 second')), t.scheduled_end)
$$;

-- Why this technician could not take this job although a seat is free; null when nothing is in the way. The pool, the
-- offers and the race itself all ask here.
create function claim_hindrance(t tickets, technician uuid) returns text language sql stable as $$
  select case
    when not exists (select 1 from staff s where s.id = technician and s.role = 'technician' and not s.banned) then 'NOT_ALLOWED'
    when exists (select 1 from assignments a where a.ticket_id = t.id and a.technician_id = technician and a.ended_at is null)
      then 'ALREADY_CLAIMED'
    when t.everyone_from > now() and not exists (select 1 from first_offers f
        where f.ticket_id = t.id and f.round = t.pool_round and f.technician_id = technician) then 'NOT_YOUR_TURN'
    when exists (select 1 from assignments a where a.technician_id = technician and a.ended_at is null
        and a.during && visit_left(t)) then 'SCHEDULE_CONFLICT'
  end
$$;

-- Whoever leaves a seat to somebody else: his letter no longer holds from this moment on.
create function relieve(original assignments, why text) returns void language plpgsql as $$
begin
  update assignments set ended_at = clock_timestamp(), end_reason = 'REPLACED', end_note = why where id = original.id;
  update documents set revoked_at = now(), revoke_reason = why
  where assignment_id = original.id and type = 'ST' and revoked_at is null;
end $$;

-- The race for many claims at once, in the order in which they came. Every claim gets its ledger row in this same
-- statement; the seat is taken by a conditional update of the ticket's row. Two batches about the same ticket or the
-- same technician wait for each other (locks in one order, so no deadlock); full tickets are only read.
-- `forced`: the outcome is known already (a constraint has decided), only the ledger has to say so.
create function claim_seats(wanted uuid[], technicians uuid[], vias text[], forced text[])
returns table (n integer, outcome text, attempt_id bigint, round integer, place integer, quota integer, seat integer,
  assignment_id uuid, state text, behind_ms bigint, everyone_from timestamptz)
language plpgsql as $$
#variable_conflict use_column
declare
  key bigint;
  race record;
  t tickets;
  i integer;
  why text;
  outcomes text[];
  rounds integer[];
  seats integer[];
  made uuid[];
  original assignments;
  assignment uuid;
  token integer;
begin
  for key in select distinct hashtextextended(u.id::text, 35) from unnest(wanted || technicians) u(id) order by 1 loop
    perform pg_advisory_xact_lock(key);
  end loop;
  for race in select w.id, array_agg(w.n::integer order by w.n) as claims from unnest(wanted) with ordinality w(id, n) group by w.id loop
    select * into t from tickets where id = race.id;
    continue when not found;
    outcomes := array_fill(null::text, array[cardinality(race.claims)]);
    rounds := array_fill(t.pool_round, array[cardinality(race.claims)]);
    seats := array_fill(null::integer, array[cardinality(race.claims)]);
    made := array_fill(null::uuid, array[cardinality(race.claims)]);
    i := 1;
    while i <= cardinality(race.claims) loop
      rounds[i] := t.pool_round;
      if forced[race.claims[i]] is not null then
        outcomes[i] := forced[race.claims[i]];
        i := i + 1;
        continue;
      end if;
      exit when cardinality(t.free_seats) = 0 or t.state not in ('OPEN', 'IN_PROGRESS') or t.scheduled_end <= now();
      why := claim_hindrance(t, technicians[race.claims[i]]);
      if why is not null then
        outcomes[i] := why;
        i := i + 1;
        continue;
      end if;
      update tickets set
        free_seats = free_seats[2:],
        state = case when state = 'OPEN' and cardinality(free_seats) = 1 then 'ASSIGNED' else state end,
        emergency = emergency and cardinality(free_seats) > 1,
        updated_at = now()
      where id = t.id and cardinality(free_seats) > 0 and state in ('OPEN', 'IN_PROGRESS') and pool_round = t.pool_round
        and updated_at = t.updated_at
      returning old.free_seats[1] into token;
      if not found then
        -- released, changed or cancelled at this very moment: look again
        select * into t from tickets where id = race.id;
        continue;
      end if;
      select * into original from assignments where ticket_id = t.id and seat = token and ended_at is null;
      if found then
        perform relieve(original, original.replace_reason);
        update tickets set state = case
            when exists (select 1 from assignments a where a.ticket_id = t.id and a.ended_at is null and a.started_at is not null) then state
            when cardinality(free_seats) = 0 then 'ASSIGNED' else 'OPEN' end
        where id = t.id and state = 'IN_PROGRESS';
      elsif t.pool_round > 1 then
        select * into original from assignments where ticket_id = t.id and seat = token order by ended_at desc limit 1;
      end if;
      insert into assignments (ticket_id, technician_id, seat, during, replaces_id)
      values (t.id, technicians[race.claims[i]], token, visit_left(t), original.id) returning id into assignment;
      delete from standbys where ticket_id = t.id and technician_id = technicians[race.claims[i]];
      select * into t from tickets where id = race.id;
      insert into events (name, actor_kind, actor_id, ticket_id, customer_id, data)
      values ('jobClaimed', 'staff', technicians[race.claims[i]], t.id, t.customer_id, jsonb_strip_nulls(jsonb_build_object(
        'assignmentId', assignment, 'technicianId', technicians[race.claims[i]], 'seat', token,
        'full', cardinality(t.free_seats) = 0, 'replaces', original.id, 'relieved',
        case when original.replace_wanted_at is not null and original.ended_at is null then original.technician_id end)));
      outcomes[i] := 'WON';
      seats[i] := token;
      made[i] := assignment;
      i := i + 1;
    end loop;
    return query
      with claims as (
        select c.nr, race.claims[c.nr] as n, technicians[race.claims[c.nr]] as technician, vias[race.claims[c.nr]] as via,
          coalesce(c.outcome, case
            when t.state not in ('OPEN', 'ASSIGNED', 'IN_PROGRESS') or t.scheduled_end <= now() then 'NOT_IN_POOL' else 'POOL_FULL' end) as outcome,
          c.outcome is null as unasked, coalesce(c.round, t.pool_round) as round, c.seat, c.made
        from unnest(outcomes, rounds, seats, made) with ordinality c(outcome, round, seat, made, nr)
      ), bases as (
        select r.round, coalesce((select max(a.place) from claim_attempts a where a.ticket_id = t.id and a.round = r.round), 0) as place
        from (select distinct claims.round from claims) r
      ), placed as (
        select claims.*, bases.place + row_number() over (partition by claims.round order by claims.nr) as place
        from claims join bases on bases.round = claims.round
      ), written as (
        insert into claim_attempts (ticket_id, technician_id, round, place, outcome, seat, via)
        select t.id, p.technician, p.round, p.place,
          case when not p.unasked then p.outcome
            when not exists (select 1 from staff s where s.id = p.technician and s.role = 'technician' and not s.banned) then 'NOT_ALLOWED'
            when exists (select 1 from assignments a where a.ticket_id = t.id and a.technician_id = p.technician and a.ended_at is null)
              then 'ALREADY_CLAIMED'
            else p.outcome end, p.seat, p.via
        from placed p order by p.nr
        returning id, at, outcome, round, place
      )
      select p.n, w.outcome, w.id, w.round, w.place, t.technician_quota, p.seat, p.made, t.state,
        case when w.outcome = 'POOL_FULL' then round(extract(epoch from w.at - greatest(
          max(w.at) filter (where w.outcome = 'WON') over (partition by w.round),
          (select max(a.at) from claim_attempts a where a.ticket_id = t.id and a.round = w.round and a.outcome = 'WON'))) * 1000)::bigint end,
        case when w.outcome = 'NOT_YOUR_TURN' then t.everyone_from end
      from written w join placed p on p.round = w.round and p.place = w.place;
  end loop;
end $$;
