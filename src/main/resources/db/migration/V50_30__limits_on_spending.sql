-- How much of their credits a person lets themselves spend, and when they want to be told. Whoever reads it to decide about a hold, or
-- changes it, has locked the owner's balance.
create table spending_limit (
  owner uuid primary key,
  -- Null for no cap.
  day_cap bigint check (day_cap >= 0),
  month_cap bigint check (month_cap >= 0),
  -- Null for what the product thinks is little; 0 for no notice.
  low_below bigint check (low_below >= 0),
  stopped_at timestamptz,
  -- The end of an address that stops all spending and does nothing else.
  stop_token text unique,
  -- Of which day and month the person was told that this part (80 or 100 %) of the cap is used.
  day_told date,
  day_told_part int,
  month_told date,
  month_told_part int,
  -- The hold, by its number, for which the person was told that little is left.
  low_told bigint
);

create table spending_change (
  id bigint generated always as identity primary key,
  owner uuid not null,
  what text not null check (what in ('day-cap', 'month-cap', 'low-below', 'stop', 'lift')),
  before bigint,
  after bigint,
  means text not null check (means in ('PAGE', 'LETTER')),
  at timestamptz not null
);

create index spending_change_of_owner on spending_change (owner, id);

-- What somebody used of a cap is added up from here.
create index ledger_transaction_held on ledger_transaction (owner, at) where kind = 'hold';
