-- Every word that occurs in a customer's name, company or address. Looking for a misspelt word among these is quick
-- (they are few), comparing the whole text of every customer is not. Words stay when their last customer changes:
-- a word too many costs nothing.
create table customer_words (
  word text primary key check (length(word) between 3 and 30)
);
create index customer_words_similar on customer_words using gin (word gin_trgm_ops);

create function customer_words_of(name text, company text, address text) returns setof text
language sql immutable parallel safe as $$
  select word from regexp_split_to_table(lower(concat_ws(' ', name, company, address)), '[^[:alpha:]]+') word
  where length(word) between 3 and 30
$$;

create function learn_customer_words() returns trigger language plpgsql as $$
begin
  -- in one order, so that two imports at once cannot wait for each other in a circle
  insert into customer_words (word)
  select distinct word from changed, customer_words_of(changed.name, changed.company, changed.address) word
  where not exists (select 1 from customer_words known where known.word = word.word)
  order by 1
  on conflict do nothing;
  return null;
end $$;
create trigger customers_words_new after insert on customers
  referencing new table as changed for each statement execute function learn_customer_words();
create trigger customers_words_changed after update on customers
  referencing new table as changed for each statement execute function learn_customer_words();

insert into customer_words (word)
select distinct word from customers, customer_words_of(customers.name, customers.company, customers.address) word
on conflict do nothing;

-- what people type first: the beginning of a name or of a number, whatever the collation of the database
create index customers_name_start on customers (lower(name) text_pattern_ops);
create index customers_phone_start on customers (phone text_pattern_ops) where phone is not null;
create index customers_email on customers (email) where email is not null;

-- an import must not leave a list behind that every search reads from end to end
alter index customers_search set (fastupdate = off);
