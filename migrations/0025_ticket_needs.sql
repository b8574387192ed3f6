-- What a job asks for: skills out of the catalogue, the area it lies in, and the clock of its site.
alter table tickets
  add column required_skills text[] not null default '{}',
  add column area text check (length(area) between 1 and 100),
  add constraint tickets_zone check (time_zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'));

-- null = as the pin or the address says; CS may say it where these are silent
alter table customers
  add column time_zone text constraint customers_zone check (time_zone in ('Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'));

-- An array, because the claim compares it in one step; so a skill that gets another name, or goes, is followed here.
create function tickets_follow_skills() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    update tickets set required_skills = array_remove(required_skills, old.name) where required_skills @> array[old.name];
  elsif new.name <> old.name then
    update tickets set required_skills = array_replace(required_skills, old.name, new.name) where required_skills @> array[old.name];
  end if;
  return null;
end $$;
create trigger skills_in_tickets after update of name or delete on skills for each row execute function tickets_follow_skills();
create index tickets_by_skill on tickets using gin (required_skills) where required_skills <> '{}';

-- The list of the office: searched by words, filtered by area and by time.
create index tickets_words on tickets using gin ((lower(title || ' ' || address)) gin_trgm_ops);
create index tickets_by_area on tickets (lower(area)) where area is not null;
create index tickets_by_start on tickets (scheduled_start, id);
