-- What went wrong with personal data, whom it concerned and what was done. Nobody affected is named but in incident_account, which goes
-- with the account.
create table incident (
  id uuid primary key,
  title text not null check (char_length(title) between 1 and 120),
  happened text not null check (char_length(happened) between 1 and 5000),
  -- From here the laws count.
  noticed_at timestamptz not null,
  -- Ids of classes in retention.yml.
  categories text[] not null check (cardinality(categories) > 0),
  severity text not null check (severity in ('LOW', 'MEDIUM', 'HIGH', 'CRITICAL')),
  risk text not null check (risk in ('UNASSESSED', 'UNLIKELY', 'LIKELY', 'HIGH')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  closed_at timestamptz
);
create index incident_open on incident (noticed_at) where closed_at is null;
create index incident_closed on incident (closed_at) where closed_at is not null;

-- How it was judged, each time, and what was found out. Lines are added.
create table incident_note (
  id bigint generated always as identity primary key,
  incident uuid not null references incident on delete cascade,
  at timestamptz not null,
  by_account uuid not null,
  severity text not null,
  risk text not null,
  words text not null check (char_length(words) between 1 and 5000)
);
create index incident_note_of on incident_note (incident, id);

-- Whom it concerned, as it was found when somebody asked: later changes of what was asked change nothing here.
create table incident_account (
  incident uuid not null references incident on delete cascade,
  account_id uuid not null,
  told_at timestamptz,
  primary key (incident, account_id)
);
create index incident_account_of on incident_account (account_id);

-- What is done to everyone affected, some accounts in each transaction, in the order of their numbers.
create table incident_action (
  id uuid primary key,
  incident uuid not null references incident on delete cascade,
  kind text not null check (kind in ('END_SESSIONS', 'SUSPEND', 'NOTIFY')),
  words text check (char_length(words) between 1 and 500),
  text_en text check (char_length(text_en) between 1 and 5000),
  text_zh text check (char_length(text_zh) between 1 and 5000),
  ordered_by uuid not null,
  ordered_at timestamptz not null,
  needs_second boolean not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  reached uuid,
  done bigint not null default 0 check (done >= 0),
  finished_at timestamptz,
  check ((kind = 'NOTIFY') = (text_en is not null) and (kind = 'NOTIFY') = (text_zh is not null)),
  check ((kind = 'SUSPEND') = (words is not null)),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by <> ordered_by),
  check (confirmed_by is not null or not needs_second or finished_at is null)
);
create unique index incident_action_unfinished on incident_action (incident, kind) where finished_at is null;

-- That a law's deadline was met, or why it asks for nothing here.
create table incident_notice (
  incident uuid not null references incident on delete cascade,
  deadline text not null check (char_length(deadline) between 1 and 60),
  at timestamptz not null,
  noted_by uuid not null,
  words text not null check (char_length(words) between 1 and 500),
  primary key (incident, deadline)
);
