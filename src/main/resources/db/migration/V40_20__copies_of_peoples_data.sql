-- A copy of everything about a person is stored like a video: sealed, for seven days, and lost by a crash it is nobody's and goes.
alter table media_object drop constraint media_object_kind_check;
alter table media_object add constraint media_object_kind_check check (kind in ('UPLOAD', 'PREPARED', 'OUTPUT', 'POSTER', 'EXPORT'));

create index media_object_due_export on media_object (due_at)
  where kind = 'EXPORT' and made_of is null and state = 'kept' and shredded_at is null;
