-- How far the sweep is with each class of data. Whoever has the row locked is the one engine that works on the class.
create table sweep_class (
  data_class text primary key check (data_class ~ '^[a-z][a-z0-9-]*$'),
  run_at timestamptz,
  failures int not null default 0 check (failures >= 0),
  failed_at timestamptz,
  fault text,
  retry_at timestamptz,
  check ((failures > 0) = (retry_at is not null))
);

-- Sums, by which a normal day is known.
create table sweep_day (
  data_class text not null,
  day date not null,
  ended bigint not null check (ended >= 0),
  primary key (data_class, day)
);

-- The latest instant by which something was destroyed, and what the clocks said of each other last.
create table sweep_clock (
  only_row boolean primary key default true check (only_row),
  mark timestamptz not null,
  state text not null check (state in ('RIGHT', 'AT_MARK', 'BEHIND', 'OUTVOTED', 'AHEAD')),
  machine_at timestamptz not null,
  database_at timestamptz not null
);

-- A class of which far more would have been destroyed than on a normal day: nothing more of it goes until two people have said so.
create table safety_stop (
  id uuid primary key,
  data_class text not null,
  found_at timestamptz not null,
  found bigint not null check (found > 0),
  normal bigint not null check (normal >= 0),
  proposed_by uuid,
  proposed_at timestamptz,
  proposed_most bigint check (proposed_most > 0),
  proposed_why text check (char_length(proposed_why) between 1 and 2000),
  confirmed_by uuid,
  confirmed_at timestamptz,
  used bigint not null default 0 check (used >= 0),
  ended_at timestamptz,
  check ((proposed_by is null) = (proposed_at is null) and (proposed_by is null) = (proposed_most is null)),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by is null or proposed_by is not null),
  check (confirmed_by <> proposed_by),
  check (used <= coalesce(proposed_most, 0))
);

create unique index safety_stop_open on safety_stop (data_class) where ended_at is null;
