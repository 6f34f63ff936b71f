-- What came with a mail that is a privacy request. The file itself is stored like a video, sealed, and goes sooner than this line.
create table privacy_request_attachment (
  id uuid primary key,
  request_id uuid not null references privacy_request on delete cascade,
  -- In the order of the mail, from 1; and the id under which the carrier keeps it.
  place int not null check (place between 1 and 100),
  part text not null,
  name text not null check (length(name) <= 120),
  state text not null default 'waiting' check (state in ('waiting', 'kept', 'refused')),
  reason text check (reason ~ '^[a-z-]{1,40}$'),
  attempts int not null default 0 check (attempts >= 0),
  content_type text,
  size bigint check (size >= 0),
  owner uuid,
  media uuid,
  fetched_at timestamptz,
  unique (request_id, place),
  unique (request_id, part),
  constraint privacy_request_attachment_refused_for_a_reason check ((state = 'refused') = (reason is not null)),
  constraint privacy_request_attachment_kept_somewhere check (
    (state = 'kept') = (media is not null and owner is not null and size is not null and content_type is not null
      and fetched_at is not null))
);

alter table media_object drop constraint media_object_kind_check;
alter table media_object add constraint media_object_kind_check
  check (kind in ('UPLOAD', 'PREPARED', 'OUTPUT', 'POSTER', 'EXPORT', 'ATTACHMENT'));

create index media_object_due_attachment on media_object (due_at)
  where kind = 'ATTACHMENT' and made_of is null and state = 'kept' and shredded_at is null;

drop index media_object_untaken;
create index media_object_untaken on media_object (created_at)
  where kind in ('OUTPUT', 'EXPORT', 'ATTACHMENT') and state = 'kept' and taken_at is null and shredded_at is null;
