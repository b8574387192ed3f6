-- What technicians can do: tags out of a catalogue, so that a filter finds everybody who has one.
create table skills (
  name text primary key check (name = btrim(name) and length(name) between 1 and 40)
);
create unique index skills_one_spelling on skills (lower(name));

create table staff_skills (
  staff_id uuid not null references staff on delete cascade,
  skill text not null references skills on update cascade on delete cascade,
  primary key (staff_id, skill)
);
create index staff_skills_by_skill on staff_skills (skill);

-- Where a technician lives, roughly: for choosing who is near.
alter table staff
  add column home_area text,
  add column home_lat double precision check (home_lat between -90 and 90),
  add column home_lng double precision check (home_lng between -180 and 180),
  add constraint staff_home_point check ((home_lat is null) = (home_lng is null));

create table holidays (
  date date primary key,
  name text not null check (length(name) between 1 and 100),
  -- cuti bersama is optional in private companies: whether it is a working day is a setting
  kind text not null check (kind in ('national', 'joint_leave'))
);
-- SKB of three ministers no. 1497, 2 and 5 of 2025. The list of another year is imported when it is published.
insert into holidays (date, name, kind) values
  ('2026-01-01', 'Tahun Baru 2026 Masehi', 'national'),
  ('2026-01-16', 'Isra Mikraj Nabi Muhammad', 'national'),
  ('2026-02-16', 'Cuti bersama Tahun Baru Imlek', 'joint_leave'),
  ('2026-02-17', 'Tahun Baru Imlek 2577 Kongzili', 'national'),
  ('2026-03-18', 'Cuti bersama Hari Suci Nyepi', 'joint_leave'),
  ('2026-03-19', 'Hari Suci Nyepi (Tahun Baru Saka 1948)', 'national'),
  ('2026-03-20', 'Cuti bersama Idul Fitri', 'joint_leave'),
  ('2026-03-21', 'Idul Fitri 1447 Hijriah', 'national'),
  ('2026-03-22', 'Idul Fitri 1447 Hijriah', 'national'),
  ('2026-03-23', 'Cuti bersama Idul Fitri', 'joint_leave'),
  ('2026-03-24', 'Cuti bersama Idul Fitri', 'joint_leave'),
  ('2026-04-03', 'Wafat Yesus Kristus', 'national'),
  ('2026-04-05', 'Kebangkitan Yesus Kristus (Paskah)', 'national'),
  ('2026-05-01', 'Hari Buruh Internasional', 'national'),
  ('2026-05-14', 'Kenaikan Yesus Kristus', 'national'),
  ('2026-05-15', 'Cuti bersama Kenaikan Yesus Kristus', 'joint_leave'),
  ('2026-05-27', 'Idul Adha 1447 Hijriah', 'national'),
  ('2026-05-28', 'Cuti bersama Idul Adha', 'joint_leave'),
  ('2026-05-31', 'Hari Raya Waisak 2570 BE', 'national'),
  ('2026-06-01', 'Hari Lahir Pancasila', 'national'),
  ('2026-06-16', 'Tahun Baru Islam 1448 Hijriah', 'national'),
  ('2026-08-17', 'Proklamasi Kemerdekaan', 'national'),
  ('2026-08-25', 'Maulid Nabi Muhammad', 'national'),
  ('2026-12-24', 'Cuti bersama Natal', 'joint_leave'),
  ('2026-12-25', 'Kelahiran Yesus Kristus (Natal)', 'national');
