-- Bytes in the object store. The row of an object whose bytes are gone stays as a tombstone without key, header or digest.
create table media_object (
    id               uuid primary key,
    owner            uuid        not null,
    kind             text        not null check (kind in ('UPLOAD', 'PREPARED', 'OUTPUT', 'POSTER')),
    made_of          uuid references media_object (id),
    content_type     text        not null check (char_length(content_type) between 1 and 100),
    state            text        not null check (state in ('arriving', 'kept', 'abandoned')),
    object_key       text        not null unique,
    upload_id        text,
    version          int         not null check (version > 0),
    size             bigint check (size >= 0),
    sha256           text check (sha256 ~ '^[0-9a-f]{64}$'),
    header           bytea,
    wrapped_key      bytea,
    created_at       timestamptz not null,
    deadline         timestamptz not null check (deadline > created_at),
    shredded_at      timestamptz,
    bytes_deleted_at timestamptz,
    constraint only_a_living_object_has_a_key check (
        (state = 'kept' and shredded_at is null) = (wrapped_key is not null)),
    constraint only_a_living_object_has_a_header check ((wrapped_key is null) = (header is null)),
    constraint only_a_living_object_has_a_digest check ((wrapped_key is null) = (sha256 is null)),
    constraint a_kept_object_has_a_size check (state <> 'kept' or size is not null),
    constraint only_a_kept_object_is_shredded check (shredded_at is null or state = 'kept'),
    constraint bytes_go_after_the_key check (bytes_deleted_at is null or shredded_at is not null)
);

create index media_object_deadline on media_object (deadline) where shredded_at is null;
create index media_object_unfinished on media_object (created_at) where state <> 'kept';
create index media_object_made_of on media_object (made_of) where made_of is not null;
create index media_object_owner on media_object (owner);

-- Bytes to delete: written in the transaction that shreds, ended only by the store's own word for that key.
create table media_deletion (
    object_key text primary key,
    media_id   uuid        not null references media_object (id),
    asked_at   timestamptz not null,
    due_at     timestamptz not null,
    attempts   int         not null default 0,
    last_error text
);

create index media_deletion_due on media_deletion (due_at);

create table upload (
    id             uuid primary key,
    owner          uuid        not null,
    name           text        not null check (char_length(name) between 1 and 255),
    video          boolean     not null,
    original       uuid        not null unique references media_object (id),
    original_bytes bigint      not null check (original_bytes > 0),
    prepared       uuid        not null unique references media_object (id),
    prepared_type  text        not null check (prepared_type in ('image/jpeg', 'image/png', 'video/mp4')),
    prepared_bytes bigint      not null check (prepared_bytes > 0),
    width          int         not null check (width > 0),
    height         int         not null check (height > 0),
    length_ms      bigint      not null check (length_ms >= 0),
    frames         bigint      not null check (frames >= 0),
    poster         uuid references media_object (id),
    uploaded_at    timestamptz not null,
    deadline       timestamptz not null check (deadline > uploaded_at)
);

create index upload_owner on upload (owner, uploaded_at desc, id);
create index upload_deadline on upload (deadline);
