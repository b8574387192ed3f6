-- A photo that its technician took back before Selesai: kept as evidence, hidden from all papers, brought back by CS.
alter table photos
  add column removed_at timestamptz,
  add column removed_by uuid references staff,
  add constraint photos_removal check ((removed_at is null) = (removed_by is null));
