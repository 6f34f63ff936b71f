-- What authorities were given of whom. Lines are only ever added; the end of an account takes its number out, the end of the period the line.
create table disclosure (
  id uuid primary key,
  account_id uuid,
  authority text not null check (char_length(authority) between 1 and 200),
  ground text not null check (char_length(ground) between 1 and 500),
  given text not null check (char_length(given) between 1 and 2000),
  disclosed_at timestamptz not null,
  -- Until then the law forbids to tell the person.
  secret_until timestamptz check (secret_until > disclosed_at),
  recorded_by uuid not null,
  recorded_at timestamptz not null
);
create index disclosure_of_account on disclosure (account_id, disclosed_at desc) where account_id is not null;
create index disclosure_at on disclosure (disclosed_at);

-- Somebody else of staff has looked at it.
create table disclosure_review (
  disclosure uuid primary key references disclosure on delete cascade,
  reviewer uuid not null,
  at timestamptz not null
);

create function disclosure_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('retention.ends', true) = 'disclosure' then
    return old;
  end if;
  if tg_op = 'UPDATE' and current_setting('retention.ends', true) = 'disclosure-account' then
    if new.account_id is null and to_jsonb(new) - 'account_id' = to_jsonb(old) - 'account_id' then
      return new;
    end if;
  end if;
  raise exception '%: lines are only ever added', tg_table_name;
end
$$;
create trigger disclosure_is_never_changed before update or delete on disclosure
  for each row execute function disclosure_stays();
create trigger disclosure_review_is_never_changed before update or delete on disclosure_review
  for each row execute function disclosure_stays();
create trigger disclosure_is_never_emptied before truncate on disclosure
  for each statement execute function disclosure_stays();
