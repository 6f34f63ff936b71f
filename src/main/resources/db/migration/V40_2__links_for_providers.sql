-- Addresses under which a provider may fetch one object. The token itself is never stored.
create table provider_link (
    id         uuid primary key,
    token_hash bytea       not null unique check (octet_length(token_hash) = 32),
    owner      uuid        not null,
    media      uuid        not null references media_object (id),
    task       uuid        not null,
    provider   text        not null check (char_length(provider) between 1 and 60),
    made_at    timestamptz not null,
    until      timestamptz not null,
    revoked_at timestamptz
);

create index provider_link_task on provider_link (task);
create index provider_link_media on provider_link (media);

-- Who fetched what, when: every attempt with a known token, those after its end too. Without a status: cut off by a crash of ours.
create table provider_link_fetch (
    id         bigint generated always as identity primary key,
    link       uuid        not null references provider_link (id),
    fetched_at timestamptz not null,
    method     text        not null,
    range      text check (char_length(range) <= 100),
    address    text        not null check (char_length(address) <= 60),
    user_agent text check (char_length(user_agent) <= 200),
    status     int
);

create index provider_link_fetch_link on provider_link_fetch (link);
