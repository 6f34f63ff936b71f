-- What everyone is told: by a banner until it ends, and by mail to every account there was. The mail goes from account to account in the
-- order of their numbers; each transaction writes some letters and how far it came.
create table announcement (
  id uuid primary key,
  kind text not null check (kind in ('TRANSFER', 'NOTICE')),
  title_en text not null check (char_length(title_en) between 1 and 120),
  title_zh text not null check (char_length(title_zh) between 1 and 120),
  text_en text not null check (char_length(text_en) between 1 and 5000),
  text_zh text not null check (char_length(text_zh) between 1 and 5000),
  announced_by uuid not null,
  announced_at timestamptz not null,
  banner_until timestamptz not null check (banner_until >= announced_at),
  reached uuid,
  letters bigint not null default 0 check (letters >= 0),
  mailed_at timestamptz
);
create index announcement_shown on announcement (banner_until);
create index announcement_unmailed on announcement (announced_at) where mailed_at is null;
