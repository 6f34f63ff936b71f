-- People and how they get in. An address names one account only once it is confirmed, so an unconfirmed account may share it:
-- what somebody else typed at sign-up neither blocks the address nor tells whether it has an account (docs/decisions/0020).

create table account (
  id uuid primary key,
  name text not null check (char_length(name) between 1 and 100),
  username text not null check (username ~ '^[A-Za-z0-9][A-Za-z0-9_-]{2,29}$'),
  email text not null check (char_length(email) between 3 and 254),
  email_confirmed_at timestamptz,
  password_hash text check (password_hash like '$argon2id$%'),
  language text not null check (language in ('en', 'zh-CN')),
  theme text not null check (theme in ('SYSTEM', 'LIGHT', 'DARK')),
  opened_at timestamptz not null,
  defaults jsonb not null default '{}' check (jsonb_typeof(defaults) = 'object'),
  account_type text not null default 'personal' check (account_type in ('personal')),
  subscription_status text not null default 'none' check (subscription_status in ('none', 'active', 'ended'))
);

create unique index account_username on account (lower(username));
create unique index account_confirmed_email on account (email) where email_confirmed_at is not null;

-- A sign-in that another party vouches for, by what never changes: its issuer and its own name for the person.
create table identity (
  issuer text not null,
  subject text not null,
  account_id uuid not null references account on delete cascade,
  linked_at timestamptz not null,
  primary key (issuer, subject),
  unique (account_id, issuer)
);

-- Secrets in letters. Only their hashes are kept; the link is in the letter alone.
create table account_token (
  hash bytea primary key check (octet_length(hash) = 32),
  account_id uuid not null references account on delete cascade,
  purpose text not null check (purpose in ('CONFIRM_ADDRESS', 'RESET_PASSWORD')),
  email text not null,
  expires_at timestamptz not null,
  consumed_at timestamptz
);

create index account_token_account on account_token (account_id, purpose);
create index account_token_expiry on account_token (expires_at);

create table address_change (
  id uuid primary key,
  account_id uuid not null unique references account on delete cascade,
  new_email text not null,
  old_hash bytea not null unique check (octet_length(old_hash) = 32),
  new_hash bytea not null unique check (octet_length(new_hash) = 32),
  old_confirmed_at timestamptz,
  new_confirmed_at timestamptz,
  expires_at timestamptz not null
);

-- Who came in, when and roughly from where; 30 days (clause retain.session-logs).
create table sign_in (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  at timestamptz not null,
  network text not null,
  device text not null,
  method text not null check (method in ('PASSWORD', 'GOOGLE', 'CONFIRMATION'))
);

create index sign_in_account on sign_in (account_id, at desc);
create index sign_in_at on sign_in (at);

-- One row for each thing that is limited, by the hash of its name: no address or user name can be read from it.
create table throttle (
  key bytea primary key check (octet_length(key) = 32),
  paid_until timestamptz not null
);

create index throttle_paid_until on throttle (paid_until);
