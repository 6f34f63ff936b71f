-- Letters of mailings to many wait their turn, apart from all others.
alter table letter add column mailing boolean not null default false;
-- When one of a mailing was tried first; others are tried from when they are written.
alter table letter add column tried_at timestamptz;
update letter set mailing = true
where state = 'waiting' and template in ('announcement', 'policy-changed', 'incident-notice', 'new-model');

drop index letter_due;
create index letter_due on letter (due_at) where state = 'waiting' and not mailing;
create index letter_of_mailing_due on letter (due_at) where state = 'waiting' and mailing;

-- When the next one of them may leave, over all nodes.
create table mailing_turn (
  one boolean primary key default true check (one),
  next_at timestamptz not null
);
insert into mailing_turn (next_at) values ('2026-01-01T00:00:00Z');
