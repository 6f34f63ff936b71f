-- Money that staff sent back: one row before Creem is asked. At most one of a payment is on its way or done, so that it is never asked twice.
create table refund_order (
  id uuid primary key,
  transaction_id text not null,
  -- What was left of it when it was ordered, in minor units.
  amount bigint not null check (amount > 0),
  reason text not null,
  -- asked: nobody knows whether Creem heard of it. under-way: it did. done: the money is back. failed: it is not and will not be.
  state text not null check (state in ('asked', 'under-way', 'done', 'failed')),
  -- Creem's word for it, or ours where it had none.
  answer text,
  ordered_by uuid not null,
  ordered_at timestamptz not null,
  looks int not null default 0,
  look_at timestamptz,
  ended_at timestamptz,
  check ((state in ('done', 'failed')) = (ended_at is not null)),
  check (ended_at is null or look_at is null)
);

create unique index refund_order_once on refund_order (transaction_id) where state <> 'failed';
create index refund_order_of_transaction on refund_order (transaction_id, ordered_at desc);
create index refund_order_to_look_at on refund_order (look_at) where look_at is not null;
create index refund_order_ordered on refund_order (ordered_at);

-- Of which payments an event told; what it said lies encrypted.
create table creem_event_payment (
  event_id text not null references creem_event on delete cascade,
  transaction_id text not null,
  told_at timestamptz not null,
  primary key (transaction_id, event_id)
);

create index creem_event_payment_of_event on creem_event_payment (event_id);
create index creem_event_payment_told on creem_event_payment (told_at);

create index payment_newest on payment (paid_at desc, id desc);
create index payment_of_customer on payment (customer_id) where customer_id is not null;
create index payment_of_order on payment (order_id) where order_id is not null;

-- Credits that staff gave. The id is drawn with the form, so that one form gives once.
create table credit_gift (
  id uuid primary key,
  account_id uuid not null,
  credits bigint not null check (credits > 0),
  lapses_at timestamptz,
  reason text not null,
  ordered_by uuid not null,
  ordered_at timestamptz not null,
  needs_second boolean not null,
  confirmed_by uuid,
  given_at timestamptz,
  withdrawn_at timestamptz,
  check (confirmed_by <> ordered_by and confirmed_by <> account_id),
  check (given_at is null or withdrawn_at is null),
  check (given_at is null or not needs_second or confirmed_by is not null)
);

create index credit_gift_newest on credit_gift (ordered_at desc, id desc);
create index credit_gift_of_account on credit_gift (account_id, ordered_at desc);

-- What somebody should look at; it decides nothing.
create table payment_flag (
  id uuid primary key,
  account_id uuid not null,
  payment_id uuid not null,
  signal text not null check (signal in ('velocity', 'several-payers', 'disposable-address', 'other-country', 'second-plan')),
  raised_at timestamptz not null,
  cleared_at timestamptz,
  cleared_by uuid,
  reason text,
  unique (payment_id, signal),
  check ((cleared_at is null) = (cleared_by is null) and (cleared_at is null) = (reason is null))
);

create index payment_flag_raised on payment_flag (raised_at desc, id desc);
create index payment_flag_open on payment_flag (raised_at desc, id desc) where cleared_at is null;
create index payment_flag_of_account on payment_flag (account_id);
