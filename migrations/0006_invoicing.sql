create table invoices (
  id uuid primary key default uuidv7(),
  ticket_id uuid not null references tickets,
  state text not null default 'DRAFT' check (state in
    ('DRAFT', 'PENDING_APPROVAL', 'REVISION_REQUESTED', 'APPROVED', 'SENT', 'PARTIALLY_PAID', 'PAID', 'VOID')),
  number text unique,
  document_id uuid references documents,
  -- every edit counts up; an approval is for one revision only
  revision integer not null default 1,
  approved_revision integer,
  lines jsonb not null,
  note text,
  subtotal bigint not null check (subtotal >= 0),
  discount bigint not null default 0 check (discount >= 0 and discount <= subtotal),
  tax_base bigint,
  vat bigint,
  total bigint not null check (total >= 0),
  tax_rule jsonb not null,
  paid_amount bigint not null default 0 check (paid_amount >= 0),
  credit_amount bigint not null default 0 check (credit_amount >= 0),
  due_days integer not null default 14 check (due_days between 0 and 180),
  due_date date,
  created_by uuid not null references staff,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  submitted_at timestamptz,
  submitted_by uuid references staff,
  approved_at timestamptz,
  approved_by uuid references staff,
  revision_reason text,
  sent_at timestamptz,
  paid_at timestamptz,
  voided_at timestamptz,
  void_reason text,
  -- what Sales saw last, so that the next round can show what changed
  last_seen jsonb,
  check (total = subtotal - discount + coalesce(vat, 0)),
  -- nothing unapproved can leave the house
  check (state not in ('APPROVED', 'SENT', 'PARTIALLY_PAID', 'PAID') or
         (approved_at is not null and approved_by is not null and approved_revision = revision)),
  check (state not in ('SENT', 'PARTIALLY_PAID', 'PAID') or (sent_at is not null and number is not null)),
  check (paid_amount <= total),
  check (state <> 'PAID' or paid_amount = total),
  check (state <> 'VOID' or void_reason is not null)
);
create unique index invoices_one_live on invoices (ticket_id) where state <> 'VOID';
create index invoices_by_state on invoices (state, created_at desc);
create index invoices_recent on invoices (created_at desc, id desc);
alter table documents add foreign key (invoice_id) references invoices;

-- An approval is for what was looked at: other figures need another revision, an issued invoice never changes, and
-- only what is approved can be issued. Kept here too, so that no statement typed by hand can get round it.
create function invoices_follow_approval() returns trigger language plpgsql as $$
begin
  if row(new.ticket_id, new.lines, new.note, new.subtotal, new.discount, new.tax_base, new.vat, new.total, new.tax_rule, new.due_days)
     is distinct from row(old.ticket_id, old.lines, old.note, old.subtotal, old.discount, old.tax_base, old.vat, old.total, old.tax_rule, old.due_days) then
    if old.state in ('SENT', 'PARTIALLY_PAID', 'PAID', 'VOID') then
      raise exception 'an issued invoice is never edited' using errcode = 'GS004';
    end if;
    if new.revision <= old.revision then
      raise exception 'other figures need another revision' using errcode = 'GS004';
    end if;
  end if;
  if new.state is distinct from old.state and (
       (new.state = 'APPROVED' and old.state <> 'PENDING_APPROVAL')
       or (new.state in ('SENT', 'PARTIALLY_PAID', 'PAID') and old.state not in ('APPROVED', 'SENT', 'PARTIALLY_PAID'))
       or old.state = 'VOID') then
    raise exception 'an invoice in state % cannot become %', old.state, new.state using errcode = 'GS004';
  end if;
  if old.number is not null and new.number is distinct from old.number then
    raise exception 'a number once given is kept' using errcode = 'GS004';
  end if;
  return new;
end $$;
create trigger invoices_approval before update on invoices for each row execute function invoices_follow_approval();

create table payments (
  id uuid primary key default uuidv7(),
  invoice_id uuid not null references invoices,
  status text not null check (status in ('SUBMITTED', 'CONFIRMED', 'REJECTED')),
  amount bigint check (amount > 0),
  paid_on date,
  bank text,
  sender_name text,
  proof_file_id uuid references files,
  client_id text not null unique,
  source text not null check (source in ('LINK', 'WHATSAPP', 'OFFICE')),
  created_at timestamptz not null default now(),
  decided_by uuid references staff,
  decided_at timestamptz,
  reject_reason text,
  receipt_document_id uuid references documents,
  check (status <> 'CONFIRMED' or (amount is not null and decided_by is not null)),
  check (status <> 'REJECTED' or reject_reason is not null)
);
create index payments_by_invoice on payments (invoice_id, created_at);
