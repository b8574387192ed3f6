-- The inbox of CS: notes among colleagues, ready-made answers, how long a customer waited for a person, search in what
-- was written.

-- Notes are no messages: what stands here has no way into the outbox.
create table conversation_notes (
  id uuid primary key default uuidv7(),
  conversation_id uuid not null references conversations,
  text text not null check (length(text) between 1 and 4000),
  created_by uuid not null references staff,
  at timestamptz not null default now()
);
create index conversation_notes_by_conversation on conversation_notes (conversation_id, at, id);

create table quick_replies (
  id uuid primary key default uuidv7(),
  title text not null check (length(title) between 1 and 60),
  -- may hold {{nama}} and {{tiket}}, which are filled before it is sent
  text text not null check (length(text) between 1 and 1000),
  created_by uuid references staff,
  updated_at timestamptz not null default now()
);
create unique index quick_replies_by_title on quick_replies (lower(title));
insert into quick_replies (title, text) values
  ('Salam', 'Halo {{nama}}, terima kasih sudah menghubungi kami. Ada yang bisa kami bantu?'),
  ('Minta foto', 'Baik {{nama}}, boleh dikirim foto kerusakannya? Supaya teknisi kami bisa membawa alat yang tepat.'),
  ('Minta lokasi', 'Boleh kirim lokasi (share location) tempat yang perlu dikunjungi, {{nama}}?'),
  ('Tiket dibuat', 'Baik {{nama}}, laporannya sudah kami catat dengan nomor {{tiket}}. Jadwal teknisi akan kami kabarkan di sini.');

-- From the first message (or complaint) that wants a person until a person answered; the automatic answers do not count.
create table first_responses (
  id uuid primary key default uuidv7(),
  conversation_id uuid not null references conversations,
  complaint_id uuid references complaints,
  asked_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid references staff,
  check ((answered_at is null) = (answered_by is null)),
  check (answered_at >= asked_at)
);
-- One question waits at a time in a conversation.
create unique index first_responses_open on first_responses (conversation_id) where answered_at is null;
create index first_responses_by_conversation on first_responses (conversation_id, asked_at);
create index first_responses_by_staff on first_responses (answered_by, answered_at) where answered_at is not null;

create index conversations_by_assignee on conversations (assigned_to, last_message_at desc);
create index messages_text on messages using gin (body gin_trgm_ops) where body is not null;
create index messages_by_reply on messages (reply_to_external_id) where reply_to_external_id is not null;

-- What the variables of a template of ours stand for (name, ticket, link ...), in their order; null for a foreign one.
alter table whatsapp_templates add column fields text[];
