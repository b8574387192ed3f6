-- What was used at the visit: stands in the BAST, and the draft invoice starts with it.
create table handover_parts (
  report_id uuid not null references handover_reports,
  position integer not null check (position >= 1),
  description text not null,
  quantity numeric(9, 2) not null check (quantity > 0),
  unit text not null,
  serial_number text,
  primary key (report_id, position)
);

alter table handover_reports
  add column signer_phone text,
  -- the sentence that the signer agreed to was on the screen and was ticked
  add column consented boolean not null default false,
  -- when, on which device and where the signature was drawn
  add column signed_at timestamptz,
  add column signed_device text,
  add column signed_lat double precision,
  add column signed_lng double precision,
  add column signed_accuracy double precision,
  -- second proof of what nobody signed: somebody who was there, or the customer's word by WhatsApp, noted by CS
  add column witness_name text,
  add column confirmed_at timestamptz,
  add column confirmed_by uuid references staff,
  add column confirmation_note text,
  -- a correction before Selesai is a new version that names the old one
  add column replaces_id uuid references handover_reports,
  add column supersede_reason text,
  add constraint handover_confirmation check ((confirmed_at is null) = (confirmed_by is null));
