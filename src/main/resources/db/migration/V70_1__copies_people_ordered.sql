-- Who asked for a copy of their data, when it was made and when it was fetched. The copy itself is an object of the media store.
create table privacy_export (
  id uuid primary key,
  account_id uuid not null,
  language text not null check (language in ('en', 'zh-CN')),
  ordered_at timestamptz not null,
  state text not null check (state in ('ORDERED', 'READY', 'FAILED')),
  attempts int not null default 0 check (attempts >= 0),
  -- When somebody must next attend to it; nobody else does before.
  due_at timestamptz,
  media uuid,
  size bigint check (size > 0),
  ready_at timestamptz,
  deadline timestamptz,
  fetched_at timestamptz,
  constraint a_copy_is_due_until_it_is_made check ((state = 'ORDERED') = (due_at is not null)),
  constraint only_a_made_copy_is_there check (
    (state = 'READY') = (media is not null and size is not null and ready_at is not null and deadline is not null)
    and (state = 'READY' or media is null and size is null and ready_at is null and deadline is null)),
  constraint only_a_made_copy_is_fetched check (fetched_at is null or state = 'READY')
);

-- One at a time for each person.
create unique index privacy_export_running on privacy_export (account_id) where state = 'ORDERED';
create index privacy_export_due on privacy_export (due_at) where state = 'ORDERED';
create index privacy_export_of_account on privacy_export (account_id, ordered_at desc);
create index privacy_export_ordered on privacy_export (ordered_at);
