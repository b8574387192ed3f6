-- One look at the seat instead of two, by an index that only this look can use: the plan is often made while the table
-- is still small, and then an index over everything that is under way looks as good as the ticket's own.
create or replace function take_over_seat() returns trigger language plpgsql as $$
declare
  original assignments;
begin
  select * into original from assignments a where a.ticket_id = new.ticket_id and a.seat = new.seat
    order by a.ended_at desc nulls first limit 1;
  new.replaces_id := original.id;
  if original.ended_at is null and original.replace_wanted_at is not null and original.technician_id <> new.technician_id then
    perform relieve(original, original.replace_reason);
    -- he may have been the only one at work
    update tickets t set state = case when cardinality(t.free_seats) = 0 then 'ASSIGNED' else 'OPEN' end
    where t.id = new.ticket_id and t.state = 'IN_PROGRESS' and not exists (
      select 1 from assignments a where a.ticket_id = t.id and a.ended_at is null and a.started_at is not null);
  end if;
  return new;
end $$;
