-- A second factor beside the password: a secret that the person's authenticator app knows as well.
alter table staff add column two_factor_enabled boolean not null default false;

create table staff_second_factors (
  id uuid primary key default uuidv7(),
  user_id uuid not null unique references staff on delete cascade,
  -- both encrypted by the session library
  secret text not null,
  backup_codes text not null,
  -- false until the person has typed a first code: a set-up that was left halfway locks nobody out
  verified boolean not null default false,
  failed_count integer not null default 0,
  locked_until timestamptz
);

-- A session ends with its row; that somebody signed in, when and from where, is kept.
create table staff_sign_ins (
  session_id uuid primary key,
  staff_id uuid not null references staff on delete cascade,
  at timestamptz not null default now(),
  ip_address text,
  user_agent text,
  ended_at timestamptz
);
create index staff_sign_ins_recent on staff_sign_ins (staff_id, at desc);

create function keep_sign_ins() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into staff_sign_ins (session_id, staff_id, ip_address, user_agent)
    values (new.id, new.user_id, nullif(new.ip_address, ''), nullif(new.user_agent, ''))
    on conflict do nothing;
    return new;
  end if;
  update staff_sign_ins set ended_at = now() where session_id = old.id;
  return old;
end $$;
create trigger staff_sessions_kept after insert or delete on staff_sessions
  for each row execute function keep_sign_ins();

insert into staff_sign_ins (session_id, staff_id, at, ip_address, user_agent)
select id, user_id, created_at, nullif(ip_address, ''), nullif(user_agent, '') from staff_sessions;
