-- The race's plans are made once per connection, often while its tables are still small, and kept while they grow:
-- they must use the indexes from the first claim on.
alter function claim_seats(uuid[], uuid[], text[], text[]) set enable_seqscan = off;
