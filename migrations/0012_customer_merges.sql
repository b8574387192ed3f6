-- Two records of one person become one. The other record stays, inactive, and points to the one that goes on; what
-- moved is written down, so that a mistake can be taken back.
alter table customers add column merged_into uuid references customers check (merged_into <> id);
alter table customers add check (merged_into is null or status = 'INACTIVE');
create index customers_merged_into on customers (merged_into) where merged_into is not null;

create table customer_merges (
  id uuid primary key default uuidv7(),
  customer_id uuid not null references customers,
  other_id uuid not null references customers,
  -- ids by table, and the empty details that were filled from the other one
  moved jsonb not null,
  filled jsonb not null,
  other_was_active boolean not null,
  merged_by uuid not null references staff,
  merged_at timestamptz not null default now(),
  undone_by uuid references staff,
  undone_at timestamptz,
  check (customer_id <> other_id),
  check ((undone_at is null) = (undone_by is null))
);
create unique index customer_merges_one_live on customer_merges (other_id) where undone_at is null;
create index customer_merges_by_customer on customer_merges (customer_id, merged_at);
create index ratings_by_customer on ratings (customer_id);
create index consents_by_customer on consents (customer_id);
