-- Which batch of the log outside the database speaks of a row; nothing until one does. Marked row by row, since numbers are given
-- before their transactions commit and a later one may commit first.
alter table destruction add column logged_in bigint;
alter table erased_account add column logged_in bigint;
create index destruction_not_logged on destruction (number) where logged_in is null;
create index erased_account_not_logged on erased_account (number) where logged_in is null;

-- What else a restored database must be told: orders and withdrawals, of which nobody gets a receipt.
create table repetition (
  number bigint generated always as identity primary key,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  item uuid not null,
  detail text not null check (detail ~ '^[!-~]{0,100}$'),
  at timestamptz not null,
  logged_in bigint,
  unique (kind, item, detail, at)
);
create index repetition_not_logged on repetition (number) where logged_in is null;
create index repetition_at on repetition (at);

-- How far this database knows the log: the last batch it has taken, the first that is still kept and when that was written. The beat
-- counts up while the database is served and is said outside too: a restored one has counted less far.
create table destruction_log (
  only_one boolean primary key default true check (only_one),
  sequence bigint not null,
  hash bytea not null check (octet_length(hash) = 32),
  floor bigint not null default 1,
  oldest_at timestamptz,
  beat bigint not null default 0,
  seen_at timestamptz
);
insert into destruction_log (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));
