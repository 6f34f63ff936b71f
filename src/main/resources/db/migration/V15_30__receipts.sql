-- A receipt for each destruction that the auditor has confirmed. Its text is signed and says nothing of the person; the owner stands
-- beside it and goes when the account does.
create table receipt (
  number bigint primary key check (number > 0),
  id uuid not null unique,
  item uuid not null,
  data_class text not null,
  owner uuid,
  at timestamptz not null,
  body text not null,
  signature text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  unique (item, data_class)
);

create index receipt_of_owner on receipt (owner, number desc) where owner is not null;
create index receipt_at on receipt (at);

-- The end of the chain, which outlives the receipts.
create table receipt_head (
  only_row boolean primary key default true check (only_row),
  number bigint not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$')
);

insert into receipt_head (number, hash) values (0, repeat('0', 64));

-- Confirmed gone, and nobody has told the person yet.
alter table destruction add column receipt_at timestamptz;

create index destruction_without_receipt on destruction (number) where bytes_gone_at is not null and receipt_at is null;
