-- Whether a project has ever had functions, and functions that listen to events. Set before the first of them is made
-- and never taken back, so that nothing which they wait for is missed.
ALTER TABLE projects
  ADD COLUMN IF NOT EXISTS hasFunctions BOOLEAN NOT NULL DEFAULT FALSE,
  ADD COLUMN IF NOT EXISTS hasFunctionEvents BOOLEAN NOT NULL DEFAULT FALSE;
