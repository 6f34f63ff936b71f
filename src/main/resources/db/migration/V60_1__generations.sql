-- One row for each video that was asked for. Its state changes only by the verbs of com.allvideomodels.generation.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

create table generation (
  id uuid primary key,
  owner uuid not null,
  -- The same key is the same order, however often it arrives.
  client_key uuid not null,
  body_hash varchar(64) not null,
  comparison uuid,

  model varchar(60) not null,
  api varchar(30) not null,
  mode varchar(20) not null,
  prompt text not null,
  settings jsonb not null,
  price bigint not null check (price >= 0),
  hold_id uuid not null unique,
  captured bigint check (captured between 0 and price),

  state varchar(12) not null check (state in
    ('QUEUED', 'SUBMITTING', 'RUNNING', 'UNCERTAIN', 'COLLECTING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  failure varchar(30),
  version bigint not null,

  -- When somebody must next attend to it, and who does so until when.
  due_at timestamptz not null,
  lease uuid,
  lease_until timestamptz,
  leased_at timestamptz,
  attempts int not null default 0,
  silences int not null default 0,
  vanished int not null default 0,
  unreadable int not null default 0,
  rung_at timestamptz,

  asked_at timestamptz not null,
  submitted_at timestamptz,
  running_at timestamptz,
  uncertain_at timestamptz,
  collecting_at timestamptz,
  finished_at timestamptz,
  time_out_at timestamptz,

  task_id varchar(500),
  task_details jsonb not null default '{}',
  callback_hash varchar(64) unique,
  percent int check (percent between 0 and 100),
  place_in_line int,
  output_address text,

  cancel_requested_at timestamptz,
  cancel_answer varchar(20),
  deleted_at timestamptz,

  output uuid,
  poster uuid,
  width int,
  height int,
  length_ms bigint,
  frames bigint,
  sound boolean,
  bytes bigint,
  sha256 varchar(64),
  crc32 bigint,
  deadline timestamptz,
  shortened boolean not null default false,
  shredded_at timestamptz,
  warned_at timestamptz,

  -- The provider's copy: none made yet, asked for deletion soon, or what it answered.
  copy_state varchar(12) not null default 'NONE' check (copy_state in
    ('NONE', 'DUE', 'DELETED', 'REFUSED', 'NOT_OFFERED', 'UNANSWERED')),
  copy_due_at timestamptz,
  copy_attempts int not null default 0,
  copy_at timestamptz,

  unique (owner, client_key),
  check ((lease is null) = (lease_until is null)),
  check (state <> 'SUBMITTING' or lease is not null),
  check ((state in ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at is not null)),
  check ((state = 'FAILED') = (failure is not null)),
  check ((state = 'SUCCEEDED') = (captured is not null)),
  check (state <> 'SUCCEEDED' or (output is not null and deadline is not null)),
  check (copy_state <> 'DUE' or copy_due_at is not null)
);

-- What is to be done now.
create index generation_due on generation (state, due_at)
  where state in ('QUEUED', 'SUBMITTING', 'RUNNING', 'UNCERTAIN', 'COLLECTING');
create index generation_copy_due on generation (copy_due_at) where copy_state = 'DUE';
-- How many a provider has in hand, and whose turn it is.
create index generation_in_hand on generation (api, owner) where state in ('SUBMITTING', 'RUNNING', 'UNCERTAIN');
create index generation_line on generation (api, owner, asked_at, id) where state = 'QUEUED';
-- A person's history, newest first; what runs; a word in a prompt.
create index generation_history on generation (owner, asked_at desc, id desc) where deleted_at is null;
create index generation_live on generation (owner)
  where state in ('QUEUED', 'SUBMITTING', 'RUNNING', 'UNCERTAIN', 'COLLECTING') and deleted_at is null;
create index generation_prompt on generation using gin (owner, prompt gin_trgm_ops) where deleted_at is null;
create index generation_comparison on generation (comparison) where comparison is not null;
-- How long a model takes.
create index generation_pace on generation (model, finished_at desc) where state = 'SUCCEEDED';
-- What ends before its day.
create index generation_shortened on generation (deadline) where shortened and shredded_at is null;
create index generation_warning on generation (deadline) where state = 'SUCCEEDED' and warned_at is null and deleted_at is null;

create table generation_input (
  generation_id uuid not null references generation (id) on delete cascade,
  position int not null,
  role varchar(20) not null,
  upload_id uuid not null,
  -- The copy without metadata; the only one that ever goes to a provider.
  media_id uuid not null,
  primary key (generation_id, position)
);

-- The story, told on the page and read by streams that missed a part. Append-only.
create table generation_event (
  id bigint generated always as identity primary key,
  generation_id uuid not null references generation (id) on delete cascade,
  owner uuid not null,
  what varchar(30) not null,
  at timestamptz not null
);
create index generation_event_story on generation_event (generation_id, id);
create index generation_event_owner on generation_event (owner, id);

create table comparison (
  id uuid primary key,
  owner uuid not null,
  winner uuid not null,
  picked_at timestamptz not null
);
