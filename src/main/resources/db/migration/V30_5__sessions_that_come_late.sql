-- Closing or suspending an account ends its sessions. One that was being opened meanwhile is stored afterwards: it was entered before
-- this instant, and is none.
alter table account add column sessions_from timestamptz;
