-- A list of customers from a file: read and checked row by row first, taken over when somebody has seen the preview.
create table customer_imports (
  id uuid primary key default uuidv7(),
  file_id uuid not null references files,
  file_name text not null,
  status text not null default 'READING' check (status in ('READING', 'READY', 'RUNNING', 'STOPPED', 'DONE', 'FAILED')),
  -- why it FAILED: a key of the catalogue
  problem text,
  -- which column of the file is which field, as found by the headings
  columns jsonb not null default '{}',
  total integer not null default 0,
  good integer not null default 0,
  bad integer not null default 0,
  duplicates integer not null default 0,
  imported integer not null default 0,
  created_by uuid not null references staff,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index customer_imports_recent on customer_imports (created_at desc, id desc);

create table customer_import_rows (
  import_id uuid not null references customer_imports on delete cascade,
  line integer not null,
  state text not null check (state in ('GOOD', 'BAD', 'DUPLICATE', 'IMPORTED')),
  -- what stood in the file, by field
  fields jsonb not null,
  -- keys of the catalogue by field
  problems jsonb not null default '{}',
  phone text,
  customer_id uuid references customers,
  primary key (import_id, line)
);
create index customer_import_rows_by_state on customer_import_rows (import_id, state, line);
create index customer_import_rows_by_phone on customer_import_rows (import_id, phone) where phone is not null;
