-- An output belongs to nobody until its generation takes it, in the transaction that names it. What a node stored and did not live
-- to name is found by this and destroyed.
alter table media_object add column taken_at timestamptz;

update media_object set taken_at = created_at where id in (select output from generation where output is not null);

create index media_object_untaken on media_object (created_at)
  where kind = 'OUTPUT' and state = 'kept' and taken_at is null and shredded_at is null;
