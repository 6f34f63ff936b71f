-- From closing on nobody signs in. An account is closed by its person, or by the rule for sign-ups whose address was never confirmed.
alter table account add column closed_at timestamptz;
-- From here on there is no way back.
alter table account add column erasure_ordered_at timestamptz;
alter table account add constraint account_is_closed_before_it_is_erased check (erasure_ordered_at is null or closed_at is not null);

create index account_closed on account (closed_at) where closed_at is not null and erasure_ordered_at is null;
create index account_unconfirmed on account (opened_at) where email_confirmed_at is null and erasure_ordered_at is null;
create index address_change_expiry on address_change (expires_at);
