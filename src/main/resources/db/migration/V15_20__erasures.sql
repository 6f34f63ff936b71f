-- Accounts that are being erased. A row lives from the order until the person's key is destroyed; after that the list of erased
-- accounts alone knows of it.
create table erasure (
  account_id uuid primary key,
  cause text not null check (cause in ('DEADLINE', 'PERSON', 'ERASURE', 'STAFF')),
  ordered_at timestamptz not null,
  -- When somebody must next attend to it.
  due_at timestamptz not null,
  attempts int not null default 0 check (attempts >= 0),
  -- The steps that found nothing left, in this round; the second round begins once the account counts as erased.
  steps_done text[] not null default '{}',
  held_back_at timestamptz,
  erased_at timestamptz
);

create index erasure_due on erasure (due_at);
