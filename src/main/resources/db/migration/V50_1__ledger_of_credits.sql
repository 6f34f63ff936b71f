-- Double entry: every transaction moves credits between accounts of the ledger and creates none. Each owner has two of
-- them (available, held); the house has two (issued: where grants come from, spent: where captures go).
create table ledger_transaction (
  id uuid primary key,
  number bigint generated always as identity,
  owner uuid not null,
  kind text not null check (kind in ('grant', 'hold', 'capture', 'release')),
  cause_kind text not null check (cause_kind <> ''),
  cause_reference text not null check (cause_reference <> ''),
  amount bigint not null check (amount >= 0),
  settles uuid unique references ledger_transaction (id),
  available_after bigint not null check (available_after >= 0),
  held_after bigint not null check (held_after >= 0),
  at timestamptz not null,
  unique (kind, cause_kind, cause_reference),
  check ((settles is not null) = (kind in ('capture', 'release')))
);

-- No index on the number alone: a page of one owner's entries would be tempted to walk through everyone's.
create unique index ledger_transaction_of_owner on ledger_transaction (owner, number);

create table ledger_entry (
  id bigint generated always as identity primary key,
  transaction_id uuid not null references ledger_transaction (id),
  owner uuid,
  bucket text not null check (bucket in ('available', 'held', 'issued', 'spent')),
  delta bigint not null check (delta <> 0),
  unique (transaction_id, bucket),
  check ((owner is null) = (bucket in ('issued', 'spent')))
);

create index ledger_entry_of_owner on ledger_entry (owner, bucket, id) include (delta);

-- The sum of an owner's entries up to the bookmark. Every change of an owner locks this row first.
create table ledger_balance (
  owner uuid primary key,
  available bigint not null check (available >= 0),
  held bigint not null check (held >= 0),
  last_entry_id bigint not null
);

create function ledger_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger only grows: % of % refused', lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger ledger_transaction_only_grows before update or delete or truncate on ledger_transaction
  for each statement execute function ledger_only_grows();
create trigger ledger_entry_only_grows before update or delete or truncate on ledger_entry
  for each statement execute function ledger_only_grows();

create function ledger_entries_balance() returns trigger language plpgsql as $$
begin
  if exists (select 1 from fresh group by transaction_id having sum(delta) <> 0) then
    raise exception 'the entries of a ledger transaction must sum to zero' using errcode = 'check_violation';
  end if;
  return null;
end $$;

create trigger ledger_entries_balance after insert on ledger_entry
  referencing new table as fresh
  for each statement execute function ledger_entries_balance();
