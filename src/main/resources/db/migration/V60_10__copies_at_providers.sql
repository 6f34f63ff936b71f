-- Copies at providers are debts of ours: each must be asked to be deleted, and what was answered is the evidence. A row outlives the
-- generation it came from and the account of its owner, and then names neither.
create table provider_copy (
  id uuid primary key,
  generation uuid,
  api varchar(30) not null,
  task_id varchar(500) not null,
  task_details jsonb not null default '{}',
  -- The provider may have been at work when we turned away, so it is asked to stop first.
  left_running boolean not null,
  owed_since timestamptz not null,
  deadline timestamptz not null check (deadline > owed_since),
  state varchar(12) not null default 'DUE' check (state in ('DUE', 'DELETED', 'REFUSED', 'NOT_OFFERED', 'UNANSWERED')),
  -- When it is asked next; nothing once it has answered.
  due_at timestamptz,
  attempts int not null default 0 check (attempts >= 0),
  ended_at timestamptz,
  unique (api, task_id),
  check ((state = 'DUE') = (due_at is not null)),
  check ((state = 'DELETED') = (ended_at is not null))
);

create index provider_copy_due on provider_copy (due_at) where state = 'DUE';
create index provider_copy_open on provider_copy (deadline) where state <> 'DELETED';
create index provider_copy_ended on provider_copy (ended_at) where state = 'DELETED';
create index provider_copy_generation on provider_copy (generation) where generation is not null;

-- What was called, when, and the kind of answer.
create table provider_copy_call (
  copy uuid not null references provider_copy (id) on delete cascade,
  number int not null,
  at timestamptz not null,
  call varchar(12) not null check (call in ('CANCEL', 'DELETE')),
  answer varchar(20) not null,
  primary key (copy, number)
);

insert into provider_copy (id, generation, api, task_id, task_details, left_running, owed_since, deadline, state, due_at, attempts, ended_at)
select gen_random_uuid(), id, api, task_id, task_details, left_running, coalesce(finished_at, asked_at),
  coalesce(finished_at, asked_at) + interval '7 days', copy_state, case when copy_state = 'DUE' then copy_due_at end, copy_attempts,
  case when copy_state = 'DELETED' then coalesce(copy_at, finished_at, asked_at) end
from generation where copy_state <> 'NONE' and task_id is not null;

insert into provider_copy_call (copy, number, at, call, answer)
select c.id, 1, g.copy_at, 'DELETE', g.copy_state
from provider_copy c join generation g on g.id = c.generation where g.copy_at is not null and g.copy_state <> 'DUE';

-- What the generation's own page shows of it stays there: copy_state and copy_at. When to ask and how often it was asked goes.
drop index generation_copy_due;
alter table generation drop column copy_due_at;
alter table generation drop column copy_attempts;
