-- When the account of a person ended. Their consents are shown to have been given for some years longer, and then go.
create table consent_end (
  account_id uuid primary key,
  ended_at timestamptz not null
);

create index consent_end_at on consent_end (ended_at);

-- The history of a person whose account has ended can be deleted, in a transaction that says it ends what is due; nothing else changes
-- a row of it.
create or replace function consent_event_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('retention.ends', true) = 'consent' then
    if exists (select 1 from consent_end where account_id = old.account_id) then
      return old;
    end if;
  end if;
  raise exception 'consent_event is a history: its rows are never changed and never deleted';
end
$$;
