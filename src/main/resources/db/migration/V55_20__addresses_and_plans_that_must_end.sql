-- Whom somebody buys as, sealed by the master key and bound to the account. It goes with the account.
create table billing_address (
  account_id uuid primary key,
  address bytea not null,
  written_at timestamptz not null
);

-- The same as it was when a payment was made, for its receipt. It is no part of the books, and goes with the account too.
create table receipt_address (
  payment_id uuid primary key,
  account_id uuid not null,
  address bytea not null,
  paid_at timestamptz not null
);

create index receipt_address_of_account on receipt_address (account_id);
create index receipt_address_paid on receipt_address (paid_at);

-- Who closed their account, and whose plans Creem is asked to end for that. Goes when they come back, and with the account.
create table plan_ending (
  account_id uuid primary key,
  closed_at timestamptz not null,
  due_at timestamptz not null,
  tries int not null default 0
);

create index plan_ending_due on plan_ending (due_at);

-- For which period its owner was told that a payment failed, so that they are told once.
alter table subscription add column warned_for timestamptz;
