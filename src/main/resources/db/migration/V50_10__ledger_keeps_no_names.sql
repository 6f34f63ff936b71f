-- Two things may be done to what was booked, each in a transaction that says so and by statements that keep every sum: an erased
-- person's lines get a random number in the place of the person, and lines that are older than the books must be are replaced by one
-- that brings their sums forward.
create or replace function ledger_only_grows() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('retention.ends', true) = 'ledger-owner'
    or tg_op = 'DELETE' and current_setting('retention.ends', true) = 'ledger' then
    return null;
  end if;
  raise exception 'the ledger only grows: % of % refused', lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end $$;

-- Whatever such a statement says, amounts and times stay as they were booked.
create function ledger_stays_as_booked() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'ledger_transaction' then
    if (to_jsonb(new) - 'owner' - 'cause_reference') is distinct from (to_jsonb(old) - 'owner' - 'cause_reference') then
      raise exception 'the ledger only grows: what was booked does not change' using errcode = 'restrict_violation';
    end if;
  elsif (to_jsonb(new) - 'owner') is distinct from (to_jsonb(old) - 'owner')
    or (new.owner is null) <> (old.owner is null) then
    raise exception 'the ledger only grows: what was booked does not change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;

create trigger ledger_transaction_stays_as_booked before update on ledger_transaction
  for each row execute function ledger_stays_as_booked();
create trigger ledger_entry_stays_as_booked before update on ledger_entry
  for each row execute function ledger_stays_as_booked();

alter table ledger_transaction drop constraint ledger_transaction_kind_check;
alter table ledger_transaction add constraint ledger_transaction_kind_check
  check (kind in ('grant', 'hold', 'capture', 'release', 'carry'));

create index ledger_transaction_at on ledger_transaction (at);
