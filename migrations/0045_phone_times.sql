-- What was done without a signal arrives later. `check_in_at` and `check_out_at` say when it was done; these say when the
-- server heard of it, and by how many seconds the phone's clock was behind ours (null: the phone did not say).
alter table attendance
  add column check_in_received_at timestamptz,
  add column check_in_skew_seconds integer,
  add column check_out_received_at timestamptz,
  add column check_out_skew_seconds integer;

-- `device_at` is the phone's clock as it was, `taken_at` the same moment by ours; `created_at` is when it arrived.
alter table photos
  add column taken_at timestamptz,
  add column skew_seconds integer;
alter table handover_reports
  add column device_at timestamptz,
  add column handed_over_at timestamptz,
  add column skew_seconds integer;
