-- The offers of one job, for the record of its broadcast.
create index outbox_offers_by_ticket on outbox ((params ->> 'ticketId')) where channel = 'telegram' and intent = 'jobCard';
