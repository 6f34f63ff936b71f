-- Which batch of the log outside the database speaks of a row; nothing until one does. Marked row by row, since numbers are given
-- before their transactions commit and a later one may commit first.
alter table destruction add column logged_in bigint;
alter table erased_account add column logged_in bigint;
create index destruction_not_logged on destruction (number) where logged_in is null;
create index erased_account_not_logged on erased_account (number) where logged_in is null;

-- The last batch this database knows of. A restored one knows of fewer than there are.
create table destruction_log (
  only_one boolean primary key default true check (only_one),
  sequence bigint not null,
  hash bytea not null check (octet_length(hash) = 32)
);
insert into destruction_log (sequence, hash) values (0, decode(repeat('00', 32), 'hex'));
