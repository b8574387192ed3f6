-- The new end that a decision gave, for the history of a ticket: a later decision moves the end again.
alter table extensions add column approved_until timestamptz;
update extensions e set approved_until = (v.data ->> 'until')::timestamptz
  from events v where v.name = 'extensionApproved' and v.data ->> 'extensionId' = e.id::text;
