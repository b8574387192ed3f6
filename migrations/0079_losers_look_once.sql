-- Who holds a seat already is looked up once for all losers of a batch, by the ticket's own index. One look for each of
-- them went, when its plan was made while there was hardly a visit, through everything that his colleagues had under way.
create or replace function claim_seats(wanted uuid[], technicians uuid[], vias text[], forced text[])
returns table (n integer, outcome text, attempt_id bigint, round integer, place integer, quota integer, seat integer,
  assignment_id uuid, state text, behind_ms bigint, everyone_from timestamptz)
language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
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
  assignment uuid;
  token integer;
  holders uuid[];
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
      insert into assignments (ticket_id, technician_id, seat, during)
      values (t.id, technicians[race.claims[i]], token, visit_left(t)) returning id into assignment;
      delete from standbys where ticket_id = t.id and technician_id = technicians[race.claims[i]];
      select * into t from tickets where id = race.id;
      insert into events (name, actor_kind, actor_id, ticket_id, customer_id, data)
      values ('jobClaimed', 'staff', technicians[race.claims[i]], t.id, t.customer_id, jsonb_build_object(
        'assignmentId', assignment, 'technicianId', technicians[race.claims[i]], 'seat', token, 'full', cardinality(t.free_seats) = 0));
      outcomes[i] := 'WON';
      seats[i] := token;
      made[i] := assignment;
      i := i + 1;
    end loop;
    holders := (select array_agg(a.technician_id) filter (where a.ended_at is null) from assignments a where a.ticket_id = t.id);
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
            when p.technician = any(holders) then 'ALREADY_CLAIMED'
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
