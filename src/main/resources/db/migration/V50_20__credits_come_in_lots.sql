-- Credits come in lots: each grant is one, with what is left of it and until when. What is spent first is what lapses first. The two tables are
-- snapshots, as the balance is: the entries say what happened, these say of which lot it is still there.
create table ledger_lot (
  id uuid primary key,
  owner uuid not null,
  available bigint not null check (available >= 0),
  held bigint not null check (held >= 0),
  granted_at timestamptz not null,
  -- Null for credits that never lapse.
  lapses_at timestamptz,
  -- Whether it was prolonged once because credits came back after its end.
  prolonged boolean not null default false
);

create index ledger_lot_to_spend on ledger_lot (owner, lapses_at, granted_at, id) where available > 0;
create index ledger_lot_lapses on ledger_lot (lapses_at) where available > 0 and lapses_at is not null;
create index ledger_lot_granted on ledger_lot (granted_at);
create index ledger_lot_of_owner on ledger_lot (owner);

-- Of which lots a hold that is open has taken, and how much.
create table ledger_hold_part (
  hold_id uuid not null,
  lot_id uuid not null references ledger_lot,
  amount bigint not null check (amount > 0),
  primary key (hold_id, lot_id)
);

create index ledger_hold_part_of_lot on ledger_hold_part (lot_id);

-- What people had before is one lot that never lapses.
insert into ledger_lot (id, owner, available, held, granted_at)
select gen_random_uuid(), owner, available, held,
  coalesce((select min(at) from ledger_transaction t where t.owner = b.owner), now())
from ledger_balance b where available > 0 or held > 0;

insert into ledger_hold_part (hold_id, lot_id, amount)
select h.id, l.id, h.amount from ledger_transaction h join ledger_lot l on l.owner = h.owner
where h.kind = 'hold' and h.amount > 0 and not exists (select 1 from ledger_transaction s where s.settles = h.id);

-- A lapse takes what is left of a lot to the house account "lapsed"; a clawback takes back to "issued" what a refund undid.
alter table ledger_transaction drop constraint ledger_transaction_kind_check;
alter table ledger_transaction add constraint ledger_transaction_kind_check
  check (kind in ('grant', 'hold', 'capture', 'release', 'carry', 'lapse', 'clawback'));

alter table ledger_entry drop constraint ledger_entry_bucket_check;
alter table ledger_entry add constraint ledger_entry_bucket_check
  check (bucket in ('available', 'held', 'issued', 'spent', 'lapsed'));
alter table ledger_entry drop constraint ledger_entry_check;
alter table ledger_entry add constraint ledger_entry_of_house
  check ((owner is null) = (bucket in ('issued', 'spent', 'lapsed')));
