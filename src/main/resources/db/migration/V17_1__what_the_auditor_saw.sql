-- Each look of the auditor at everything that is stored. Ids only: no name, no address, no content.
create table audit_run (
  id uuid primary key,
  at timestamptz not null,
  took_ms bigint not null check (took_ms >= 0),
  -- Why it could not look, if it could not; then no figure means anything.
  failed text check (char_length(failed) between 1 and 200),
  objects bigint not null,
  media_rows bigint not null,
  keys bigint not null,
  overdue bigint not null,
  -- The age of the oldest thing that should be gone, beyond its deadline; 0 where there is none.
  overdue_seconds bigint not null check (overdue_seconds >= 0),
  orphans bigint not null,
  missing bigint not null,
  -- Old versions and delete markers; nothing where the store offers none.
  versions bigint,
  uploads bigint not null,
  findings jsonb not null check (jsonb_typeof(findings) = 'array'),
  oldest_output timestamptz,
  oldest_upload timestamptz
);

create index audit_run_at on audit_run (at);

-- Looks at single things, to be named in receipts.
create table audit_observation (
  id uuid primary key,
  at timestamptz not null,
  looked int not null check (looked > 0),
  absent int not null check (absent between 0 and looked)
);

create index audit_observation_at on audit_observation (at);
