-- Who is absent while a visit is on cannot take it: CS has to remove the absence first (0030_absences.sql).
create or replace function claim_hindrance(t tickets, technician uuid) returns text language sql stable as $$
  select case
    when not exists (select 1 from staff s where s.id = technician and s.role = 'technician' and not s.banned) then 'NOT_ALLOWED'
    when exists (select 1 from assignments a where a.ticket_id = t.id and a.technician_id = technician and a.ended_at is null)
      then 'ALREADY_CLAIMED'
    when t.everyone_from > now() and not exists (select 1 from first_offers f
        where f.ticket_id = t.id and f.round = t.pool_round and f.technician_id = technician) then 'NOT_YOUR_TURN'
    when is_absent(technician, visit_left(t)) then 'ABSENT'
    when exists (select 1 from assignments a where a.technician_id = technician and a.ended_at is null
        and a.during && visit_left(t)) then 'SCHEDULE_CONFLICT'
  end
$$;
