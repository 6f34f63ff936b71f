-- A comparison names what differs, and holds the credits of the ledger against what was paid for. From now on a difference is a sum without
-- signs: nothing that is too much makes up for something that is too little.
alter table reconciliation
  add column credits bigint not null default 0,
  add column differing text[] not null default '{}';
