-- A copy that a node stored and did not live to hand over is found like such a video, and destroyed.
drop index media_object_untaken;
create index media_object_untaken on media_object (created_at)
  where kind in ('OUTPUT', 'EXPORT') and state = 'kept' and taken_at is null and shredded_at is null;
