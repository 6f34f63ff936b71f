-- What was done, by whom and to whom. Rows are only ever added; each carries the hash of the one before it, over ciphertext, so that
-- the chain still verifies once a key is gone.
create table audit_row (
  number bigint primary key check (number > 0),
  at timestamptz not null,
  what text not null check (char_length(what) <= 60),
  -- 'staff:PSEUDONYM', 'person:PSEUDONYM' or 'job:NAME'
  actor text not null,
  -- of whom it is about; nothing where it is about nobody
  pseudonym uuid,
  ciphertext bytea not null,
  previous bytea not null check (octet_length(previous) = 32),
  hash bytea not null check (octet_length(hash) = 32)
);

create index audit_row_what on audit_row (what text_pattern_ops, number desc);
create index audit_row_actor on audit_row (actor, number desc);
create index audit_row_pseudonym on audit_row (pseudonym, number desc) where pseudonym is not null;
create index audit_row_at on audit_row (at);

-- The end of the chain. Whoever adds to it holds this row until the end of the transaction, so numbers have no gaps.
create table audit_head (
  only_one boolean primary key default true check (only_one),
  number bigint not null,
  hash bytea not null check (octet_length(hash) = 32)
);
insert into audit_head (number, hash) values (0, decode(repeat('00', 32), 'hex'));

-- The key of each person, and the pseudonym under which the trail speaks of them: random, and forgotten with the key. The row about
-- nobody has no subject. What is left of a forgotten person says that no new key may be made.
create table audit_key (
  id bigint generated always as identity primary key,
  subject uuid unique,
  pseudonym uuid unique,
  wrapped bytea,
  made_at timestamptz not null,
  forgotten_at timestamptz,
  check ((forgotten_at is null) = (wrapped is not null)),
  check ((forgotten_at is null) = (pseudonym is not null))
);
create unique index audit_key_of_nobody on audit_key ((subject is null)) where subject is null;

-- What was signed and put outside the database; that copy is what counts, this one is for the page and for the pruning.
create table audit_checkpoint (
  number bigint primary key,
  hash bytea not null,
  at timestamptz not null
);

create function audit_row_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.number <= coalesce(nullif(current_setting('audit.prune_to', true), ''), '0')::bigint
       and exists (select 1 from audit_checkpoint where number > old.number) then
      return old;
    end if;
  end if;
  raise exception 'the audit trail is only added to';
end
$$;

create trigger audit_row_stays before update or delete on audit_row for each row execute function audit_row_stays();
create trigger audit_row_stays_whole before truncate on audit_row for each statement execute function audit_row_stays();
