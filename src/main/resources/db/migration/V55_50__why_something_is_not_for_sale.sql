-- Why something is not for sale is a code from now on, next to what Creem said (a plain word or sum, or nothing) and what is offered here.
-- What was kept in words before is passed over and asked about again.
alter table product_check
  add column found text not null default '' check (found ~ '^[A-Za-z0-9_. -]{0,40}$'),
  add column wanted text not null default '';
