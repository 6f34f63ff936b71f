-- Somebody kept out by staff, and why. It ends when staff lift it, or with the account.
create table suspension (
  account_id uuid primary key references account on delete cascade,
  reason text not null check (char_length(reason) between 1 and 500),
  suspended_by uuid references account on delete set null,
  at timestamptz not null
);

create index account_opened on account (opened_at desc, id desc);
