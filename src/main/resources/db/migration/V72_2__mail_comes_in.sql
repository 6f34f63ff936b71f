-- What the carrier tells us: a mail came in, a letter could not be delivered. Known by the id under which it is told, however often it
-- is told. What was said is wiped once it was worked off; a mail that became a request lives on with the request alone.
create table mail_event (
  id text primary key,
  kind text not null,
  body text,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'given-up')),
  attempts int not null default 0 check (attempts >= 0),
  due_at timestamptz,
  received_at timestamptz not null,
  constraint mail_event_says_something_only_while_waiting check (
    (state = 'waiting') = (due_at is not null) and (state = 'waiting' or body is null))
);

create index mail_event_due on mail_event (due_at) where state = 'waiting';
create index mail_event_received on mail_event (received_at);

-- The mail that a request came by, so that one told twice is one request.
alter table privacy_request add column mail_id text;
create unique index privacy_request_of_mail on privacy_request (mail_id) where mail_id is not null;
create index letter_known_to_carrier on letter (carrier_id) where carrier_id is not null;
