-- The providers that a parent allows, each with the day of the statement that was read: 'runway 2026-11-22'. Once the account is open, what
-- holds is in its log of consents.
alter table parental_consent add column providers text[] not null default '{}';
