-- Buying credits. A card number is nowhere: the payment page is Creem's, and what lies here are its references (clause share.creem).

-- What somebody set out to buy: one row for each click, written before Creem is asked.
create table checkout (
  id uuid primary key,
  account_id uuid not null,
  click uuid not null,
  product text not null,
  mode text not null check (mode in ('test', 'live')),
  price bigint not null check (price >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  credits bigint not null check (credits > 0),
  -- asked: Creem may not have heard of it. open: there is a page to pay on. paid, over: it has ended.
  state text not null check (state in ('asked', 'open', 'paid', 'over')),
  creem_id text unique,
  url text,
  asked_at timestamptz not null,
  look_at timestamptz,
  looks int not null default 0,
  ended_at timestamptz,
  unique (account_id, click),
  check ((state in ('paid', 'over')) = (ended_at is not null))
);

create index checkout_to_look_at on checkout (look_at) where look_at is not null;
create index checkout_ended on checkout (ended_at) where ended_at is not null;

-- Who somebody is at Creem.
create table creem_customer (
  customer_id text primary key,
  account_id uuid not null,
  since timestamptz not null
);

create index creem_customer_of_account on creem_customer (account_id);

-- What was paid. Kept seven years (clause retain.payments), and through the end of the account under a random number that is nobody's.
create table payment (
  id uuid primary key,
  payer uuid not null,
  transaction_id text not null unique,
  kind text not null check (kind in ('pack', 'plan')),
  product text not null,
  credits bigint not null check (credits >= 0),
  order_id text,
  checkout_id text,
  subscription_id text,
  customer_id text,
  -- Null until Creem has said them. Before tax, tax, and what was charged, in minor units.
  net bigint check (net >= 0),
  tax bigint check (tax >= 0),
  charged bigint check (charged >= 0),
  currency text check (currency ~ '^[A-Z]{3}$'),
  country text,
  refunded bigint not null default 0 check (refunded >= 0),
  -- Credits that went back because of refunds and disputes. What should have and was spent before is owed.
  taken_back bigint not null default 0 check (taken_back >= 0 and taken_back <= credits),
  tries int not null default 0,
  paid_at timestamptz not null,
  ended_payer_at timestamptz,
  check (charged is null or refunded <= charged)
);

create index payment_of_payer on payment (payer, paid_at desc, id);
create index payment_of_subscription on payment (subscription_id) where subscription_id is not null;
create index payment_without_amounts on payment (paid_at) where charged is null;

-- Money that goes back, as Creem told it; it may be told before the payment that it is of.
create table refund (
  id text primary key,
  transaction_id text not null,
  amount bigint not null check (amount >= 0),
  status text not null,
  -- Whether the money has really gone back.
  settled boolean not null,
  told_at timestamptz not null
);

create index refund_of_transaction on refund (transaction_id);

create table dispute (
  id text primary key,
  transaction_id text not null,
  amount bigint not null check (amount >= 0),
  told_at timestamptz not null
);

create index dispute_of_transaction on dispute (transaction_id);

-- A plan that goes on by itself, as far as Creem last said.
create table subscription (
  id text primary key,
  account_id uuid not null,
  plan text not null,
  status text not null,
  customer_id text,
  period_start timestamptz,
  period_end timestamptz,
  -- By which later news are told from earlier ones, whatever the order in which they come.
  as_of timestamptz not null,
  begun_at timestamptz not null,
  ended_at timestamptz
);

create index subscription_of_account on subscription (account_id, begun_at desc);

-- What Creem told, once each and in whichever order; encrypted, since names and addresses are in it.
create table creem_event (
  id text primary key,
  type text not null,
  received_at timestamptz not null,
  body bytea,
  state text not null check (state in ('waiting', 'done', 'unclear')),
  outcome text check (outcome ~ '^[a-z-]{1,60}$'),
  attempts int not null default 0,
  due_at timestamptz,
  check ((state = 'waiting') = (due_at is not null))
);

create index creem_event_waiting on creem_event (due_at) where state = 'waiting';
create index creem_event_unclear on creem_event (received_at) where state = 'unclear';
create index creem_event_received on creem_event (received_at);

-- What the books and Creem say of the same days, each time they were compared. Sums alone, nobody's name.
create table reconciliation (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  since timestamptz not null,
  transactions int not null,
  mended int not null,
  -- Minor units by which the money of Creem is more than ours, after what could be mended was.
  difference bigint not null,
  unknown text[] not null default '{}'
);

create index reconciliation_at on reconciliation (at desc);
