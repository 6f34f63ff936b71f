-- What people ask about their data, and by when they are answered. Addresses and words leave with the account, or with the row; what
-- was asked, when, and what came of it stays three years after the answer.
create table privacy_request (
  id uuid primary key,
  number text not null unique,
  received_at timestamptz not null,
  channel text not null check (channel in ('form', 'mail')),
  asked text not null check (asked ~ '^[a-z-]+$'),
  regime text not null check (regime in ('gdpr', 'ccpa', 'other')),
  requester text not null check (requester in ('self', 'agent', 'parent')),
  account_id uuid,
  -- Of the person the data are about, and of whoever is to be answered.
  subject_address text,
  contact_address text,
  language text not null,
  words text check (length(words) <= 21000),
  status text not null default 'open' check (status in ('open', 'in-progress', 'fulfilled', 'revoked', 'denied', 'expired')),
  identity_shown boolean not null default false,
  mandate_checked boolean not null default false,
  duplicate_of uuid references privacy_request on delete set null,
  is_duplicate boolean not null default false,
  extended_because text,
  due_at timestamptz not null,
  acknowledged_at timestamptz,
  -- Which one of this person's requests to know in that calendar year; 0 for other requests.
  nth_to_know int not null default 0 check (nth_to_know >= 0),
  denial text,
  answer text,
  reminded_at timestamptz,
  warned_at timestamptz,
  erasure_proposed_by uuid,
  erasure_approved_by uuid,
  closed_at timestamptz,
  constraint privacy_request_closed_when_final check (
    (status in ('open', 'in-progress')) = (closed_at is null)),
  constraint privacy_request_never_acted_on_unverified check (
    status not in ('in-progress', 'fulfilled') or identity_shown and (requester = 'self' or mandate_checked)),
  constraint privacy_request_denied_for_a_reason check ((status = 'denied') = (denial is not null)),
  constraint privacy_request_erased_by_two check (erasure_approved_by is null or erasure_approved_by <> erasure_proposed_by)
);

create index privacy_request_due on privacy_request (due_at, id) where closed_at is null;
create index privacy_request_closed on privacy_request (closed_at, id) where closed_at is not null;
create index privacy_request_of_account on privacy_request (account_id, received_at desc) where account_id is not null;
create index privacy_request_of_address on privacy_request (subject_address, received_at desc) where subject_address is not null;

-- Whoever deletes a request asks which ones point at it.
create index privacy_request_duplicates on privacy_request (duplicate_of) where duplicate_of is not null;

-- What happened to a request. Rows are only ever added; details are codes, never words of a person.
create table privacy_request_event (
  id bigint generated always as identity primary key,
  request_id uuid not null references privacy_request on delete cascade,
  at timestamptz not null,
  kind text not null check (kind ~ '^[a-z-]+$'),
  actor text not null check (actor in ('person', 'staff', 'service')),
  staff uuid,
  detail text check (detail ~ '^[a-z0-9-]{1,60}$')
);

create index privacy_request_event_of_request on privacy_request_event (request_id, id);

create function privacy_request_event_stays() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_setting('retention.ends', true) = 'privacy-request' then
    return old;
  end if;
  raise exception 'privacy_request_event is a history: its rows are never changed and never deleted';
end
$$;

create trigger privacy_request_event_is_never_changed before update or delete on privacy_request_event
  for each row execute function privacy_request_event_stays();

create trigger privacy_request_event_is_never_emptied before truncate on privacy_request_event
  for each statement execute function privacy_request_event_stays();

create table privacy_request_note (
  id uuid primary key,
  request_id uuid not null references privacy_request on delete cascade,
  at timestamptz not null,
  author uuid not null,
  words text not null check (length(words) between 1 and 5000)
);

create index privacy_request_note_of_request on privacy_request_note (request_id, at);

-- Secrets sent to the address of the person the data are about, by which they show that it is them. Gone with the request's end.
create table privacy_request_link (
  hash bytea primary key,
  request_id uuid not null references privacy_request on delete cascade,
  expires_at timestamptz not null
);

create index privacy_request_link_of_request on privacy_request_link (request_id);
create index privacy_request_link_expires on privacy_request_link (expires_at);
