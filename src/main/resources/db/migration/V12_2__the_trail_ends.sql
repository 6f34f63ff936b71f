-- Up to where rows may go, as it was signed outside the database before. The chain begins after one of these once its rows are gone.
create table audit_floor (
  number bigint primary key check (number > 0),
  hash bytea not null check (octet_length(hash) = 32),
  at timestamptz not null
);

-- What lies outside the database and says nothing any more, by its key, until the store no longer shows it.
create table audit_statement_end (
  key text primary key,
  ordered_at timestamptz not null
);

-- When the chain was last verified, and the first row that was wrong, if any was.
create table audit_verification (
  only_one boolean primary key default true check (only_one),
  at timestamptz not null,
  broken_at bigint
);

create index audit_key_forgotten on audit_key (forgotten_at) where forgotten_at is not null;

create or replace function audit_row_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.number <= coalesce(nullif(current_setting('audit.prune_to', true), ''), '0')::bigint
       and exists (select 1 from audit_floor where number >= old.number)
       and exists (select 1 from audit_checkpoint where number > old.number) then
      return old;
    end if;
  end if;
  raise exception 'the audit trail is only added to';
end
$$;
