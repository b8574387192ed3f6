-- The bytes have become a photo: the parts are gone, the row stays for a phone that did not hear so.
alter table uploads add column taken_at timestamptz;
