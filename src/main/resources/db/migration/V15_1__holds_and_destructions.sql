-- What may not be destroyed for now. Every statement that claims something to destroy asks this table (LegalHolds.noneOn).
create table legal_hold (
  id uuid primary key,
  scope text not null check (scope in ('ACCOUNT', 'ITEM', 'CLASS')),
  data_class text not null check (data_class ~ '^[a-z][a-z0-9-]*$'),
  target uuid,
  reason text not null check (char_length(reason) between 1 and 2000),
  ground text not null check (char_length(ground) between 1 and 500),
  author uuid not null,
  placed_at timestamptz not null,
  review_on date not null,
  expires_at timestamptz check (expires_at > placed_at),
  released_at timestamptz,
  released_by uuid,
  released_why text,
  check ((scope = 'CLASS') = (target is null)),
  check ((released_at is null) = (released_by is null))
);

create index legal_hold_in_force on legal_hold (target) where released_at is null;

-- What was destroyed, one row each, for the classes of which people get receipts. The number is the order in which a restored database
-- is told.
create table destruction (
  id uuid primary key,
  number bigint generated always as identity unique,
  item uuid not null,
  data_class text not null,
  owner uuid,
  deadline timestamptz not null,
  cause text not null check (cause in ('DEADLINE', 'PERSON', 'ERASURE', 'STAFF', 'ABANDONED')),
  at timestamptz not null,
  object_keys text[] not null,
  bytes_left text[] not null,
  bytes_gone_at timestamptz,
  unique (item, data_class),
  check ((bytes_gone_at is not null) = (cardinality(bytes_left) = 0))
);

create index destruction_bytes_left on destruction using gin (bytes_left) where bytes_gone_at is null;
create index destruction_of_owner on destruction (owner, at desc) where owner is not null;
create index destruction_at on destruction (at);

-- Accounts for which nothing may be kept any more. It outlives every backup.
create table erased_account (
  account_id uuid primary key,
  number bigint generated always as identity unique,
  at timestamptz not null
);
