-- The rows of what is gone go too, a while after its bytes.
create index media_object_gone on media_object (bytes_deleted_at) where bytes_deleted_at is not null;
