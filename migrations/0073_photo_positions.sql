-- Where a photo was taken: told by the phone in the moment of the shot, or written into the file by its camera.
alter table photos
  add column accuracy double precision check (accuracy >= 0),
  add column position_source text check (position_source in ('device', 'exif')),
  -- metres to the site; stays when the position itself is forgotten
  add column distance double precision check (distance >= 0);
