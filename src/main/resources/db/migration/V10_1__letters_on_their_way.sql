-- A letter is a row in the transaction that causes it. What it says (values, the rendered envelope, an address) is kept
-- until it has left or was given up, and not longer; template, account, time and the carrier's id stay as the record.
create table letter (
  id uuid primary key,
  account_id uuid,
  address text,
  language text,
  template text not null,
  contents jsonb,
  envelope jsonb,
  revision int not null default 0,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'refused', 'dropped')),
  attempts int not null default 0 check (attempts >= 0),
  claim uuid,
  due_at timestamptz,
  written_at timestamptz not null,
  ended_at timestamptz,
  carrier_id text,
  reason text,
  constraint letter_says_something_only_while_waiting check (
    case when state = 'waiting'
      then contents is not null and due_at is not null and ended_at is null
        and (account_id is null) <> (address is null) and (address is null) = (language is null)
      else contents is null and envelope is null and address is null and language is null
        and claim is null and due_at is null and ended_at is not null
    end)
);

create index letter_due on letter (due_at) where state = 'waiting';
create index letter_of_account on letter (account_id, written_at);
create index letter_ended on letter (ended_at) where ended_at is not null;
