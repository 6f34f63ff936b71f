-- An order to destroy an object, now or at an instant before its deadline. A hold keeps an ordered object too, but nobody reads it.
alter table media_object
  add column ordered_at timestamptz,
  add column ordered_cause text check (ordered_cause in ('DEADLINE', 'PERSON', 'ERASURE', 'STAFF', 'ABANDONED')),
  add column due_at timestamptz generated always as (least(deadline, ordered_at)) stored,
  -- The key in place of that of its day, for what is held past its day.
  add column day_key text,
  add constraint an_order_has_a_cause check ((ordered_at is null) = (ordered_cause is null));

alter table upload add column ordered_at timestamptz;

drop index media_object_deadline;

-- For the sweep: what people know, apart from what was made of it.
create index media_object_due_output on media_object (due_at)
  where kind = 'OUTPUT' and made_of is null and state = 'kept' and shredded_at is null;
create index media_object_due_upload on media_object (due_at)
  where kind <> 'OUTPUT' and made_of is null and state = 'kept' and shredded_at is null;
create index media_object_ordered_part on media_object (due_at)
  where made_of is not null and ordered_at is not null and state = 'kept' and shredded_at is null;
-- For the question whether anything is still wrapped under the key of a day.
create index media_object_living on media_object (kind, deadline) where shredded_at is null;

-- What an object was made of in the end, which is what can be held.
create function media_root(object uuid) returns uuid language sql stable as $$
  with recursive up as (
    select id, made_of from media_object where id = object
    union all
    select source.id, source.made_of from media_object source join up on source.id = up.made_of)
  select id from up where made_of is null
$$;

-- Keys that are to die or have died. Ordered in the transaction that found nothing left under the key; from its commit on no node uses
-- the key, though the store may take longer to lose it.
create table key_death (
  name text primary key,
  ordered_at timestamptz not null,
  due_at timestamptz not null,
  attempts int not null default 0,
  last_error text,
  dead_at timestamptz
);

create index key_death_due on key_death (due_at) where dead_at is null;

drop index media_deletion_due;
create index media_deletion_due on media_deletion (due_at, object_key);
