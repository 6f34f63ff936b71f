-- Behind references, which are looked up from the other end whenever a row of media_object goes.
create index upload_poster on upload (poster) where poster is not null;
create index media_deletion_media on media_deletion (media_id);

-- For what asks every quarter of an hour which uploads a crash left without a row of their own.
create index media_object_uploads on media_object (created_at)
    where kind = 'UPLOAD' and state = 'kept' and shredded_at is null;
