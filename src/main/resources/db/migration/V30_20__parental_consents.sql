-- A parent's consent by e-mail, step by step. Of the child nothing is here: until both steps are done there is no account and nothing is
-- asked but the parent's address. It ends by itself unless an account is opened with it, and then with that account.
create table parental_consent (
  id uuid primary key,
  email text not null check (char_length(email) between 3 and 254),
  language text not null check (language in ('en', 'zh-CN')),
  step text not null check (step in ('ASKED', 'AGREED', 'CONFIRMING', 'CONFIRMED', 'USED')),
  -- Of the secret in the letter of this step; the second one, given with the last letter, always ends it.
  step_hash bytea unique check (octet_length(step_hash) = 32),
  withdrawal_hash bytea unique check (octet_length(withdrawal_hash) = 32),
  asked_at timestamptz not null,
  agreed_at timestamptz,
  confirmed_at timestamptz,
  -- When the parent is asked once more.
  again_at timestamptz,
  expires_at timestamptz,
  account_id uuid unique references account on delete cascade,
  constraint parental_consent_is_used_for_an_account check ((step = 'USED') = (account_id is not null)),
  constraint parental_consent_ends_by_itself_until_used check ((step = 'USED') = (expires_at is null)),
  constraint parental_consent_of_two_steps check (step not in ('CONFIRMED', 'USED') or confirmed_at > agreed_at)
);

create index parental_consent_again on parental_consent (again_at) where step = 'AGREED';
create index parental_consent_expiry on parental_consent (expires_at);
create index parental_consent_asked on parental_consent (asked_at desc, id desc);
