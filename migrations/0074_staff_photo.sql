-- The face behind a Surat Tugas: shown on its check page while the letter is valid.
alter table staff add column photo_file_id uuid references files;
