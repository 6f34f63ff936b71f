-- Whose a payment is that named nobody here: proposed by one of staff and confirmed by another, who are not that person.
create table payer_proposal (
  event_id text primary key references creem_event on delete cascade,
  account_id uuid not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by <> proposed_by and confirmed_by <> account_id)
);

create index payer_proposal_of_account on payer_proposal (account_id);
