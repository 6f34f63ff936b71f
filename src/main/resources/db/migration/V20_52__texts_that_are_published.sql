-- Texts published from the pages of staff. Those in the jar are older than all of them.
create table policy_text (
  number bigint generated always as identity,
  document text not null,
  version text not null,
  language text not null,
  title text not null,
  effective date not null,
  weight text not null check (weight in ('minor', 'significant', 'consent')),
  changed text not null,
  body text not null,
  published_at timestamptz not null,
  primary key (version, language)
);

create index policy_text_of_document on policy_text (document, language, effective desc);

-- One for each text at most: what is being written.
create table policy_draft (
  document text primary key,
  weight text not null,
  effective text not null,
  title_en text not null,
  changed_en text not null,
  body_en text not null,
  title_zh text not null,
  changed_zh text not null,
  body_zh text not null
);

-- Letters about a version: how far they have come.
create table policy_notice (
  version text primary key,
  published_at timestamptz not null,
  last_account uuid,
  written bigint not null default 0,
  finished_at timestamptz,
  constraint policy_notice_forgets_where_it_stopped check (finished_at is null or last_account is null)
);
