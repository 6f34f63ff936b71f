-- What people agreed to. Rows are only ever added: what holds is the last row of each account and purpose.
create table consent_event (
  id bigint generated always as identity primary key,
  account_id uuid not null,
  purpose text not null check (purpose ~ '^[a-z0-9-]+(:[a-z0-9-]+)?$'),
  kind text not null check (kind in ('GIVEN', 'WITHDRAWN')),
  version text not null check (length(version) between 1 and 40),
  at timestamptz not null
);

create index consent_event_of_account on consent_event (account_id, purpose, id desc);

create function consent_event_stays() returns trigger language plpgsql as $$
begin
  raise exception 'consent_event is a history: its rows are never changed and never deleted';
end
$$;

create trigger consent_event_is_never_changed before update or delete on consent_event
  for each row execute function consent_event_stays();

create trigger consent_event_is_never_emptied before truncate on consent_event
  for each statement execute function consent_event_stays();
