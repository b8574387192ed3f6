-- A technician's whole day in Telegram: what the bot and a person are in the middle of. One thing at a time per person; what
-- was answered so far is kept here, so that any node may get the next answer.
alter table telegram_questions rename to telegram_dialogues;
alter table telegram_dialogues rename column asked_at to touched_at;
alter table telegram_dialogues drop constraint telegram_questions_about_check;
alter table telegram_dialogues
  add constraint telegram_dialogues_about_check
    check (about in ('revision', 'attend', 'photos', 'handover', 'extension', 'release')),
  add column id uuid not null default uuidv7() unique,
  add column step text not null default 'reason',
  add column data jsonb not null default '{}';
alter table telegram_dialogues alter column message_id drop not null;
