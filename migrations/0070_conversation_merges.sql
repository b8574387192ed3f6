-- Two chats of one person, who writes from two numbers, go on as one when staff say so. The other chat stays, empty, and
-- points to the one that goes on; what moved is written down, so that a mistake can be taken back.
alter table conversations add column merged_into uuid references conversations check (merged_into <> id);
create index conversations_merged_into on conversations (merged_into) where merged_into is not null;
-- other chats of the same profile are shown beside a chat
create index conversations_by_profile_name on conversations (lower(trim(display_name))) where merged_into is null;
create index conversations_by_username on conversations (username) where username is not null;

-- Which joined chat an identity came with; null: with the chat it belongs to. A number and the user id of the same phone
-- are used together: an answer goes to the phone that wrote last, because only its 24-hour window is open.
alter table channel_identities add column line uuid references conversations;

create table conversation_merges (
  id uuid primary key default uuidv7(),
  conversation_id uuid not null references conversations,
  other_id uuid not null references conversations,
  -- ids by table, and whose chats both were
  moved jsonb not null,
  owners jsonb not null,
  merged_by uuid not null references staff,
  merged_at timestamptz not null default now(),
  undone_by uuid references staff,
  undone_at timestamptz,
  check (conversation_id <> other_id),
  check ((undone_at is null) = (undone_by is null))
);
create unique index conversation_merges_one_live on conversation_merges (other_id) where undone_at is null;
create index conversation_merges_by_conversation on conversation_merges (conversation_id, merged_at);
