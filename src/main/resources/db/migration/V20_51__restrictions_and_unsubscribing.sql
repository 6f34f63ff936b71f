-- Whose data is only stored for now. The row goes when the restriction is lifted.
create table restriction (
  account_id uuid primary key,
  since timestamptz not null,
  by_staff boolean not null,
  lifts_at timestamptz
);

create index restriction_lifts on restriction (lifts_at) where lifts_at is not null;

-- What stands at the end of the address by which a person unsubscribes with one click; the same in every letter.
create table unsubscribe_link (
  account_id uuid primary key,
  token text not null unique,
  made_at timestamptz not null
);
