-- Waits are measured in working time as well, by the calendar of the day on which they ended; and who writes after hours
-- is told once when the office opens.
alter table first_responses add column working_seconds integer check (working_seconds >= 0);
alter table conversations add column closed_told_at timestamptz;
