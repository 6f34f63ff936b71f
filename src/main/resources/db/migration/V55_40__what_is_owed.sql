-- Credits that should have gone back by now. What is more than was taken back is owed, and tried again once some of its credits are free.
alter table payment add column due bigint not null default 0 check (due <= credits);
update payment set due = taken_back;
alter table payment add constraint payment_takes_back_what_is_due check (taken_back <= due);

-- Counted is what was taken, no longer what was tried.
alter table payment rename column tries to clawbacks;

create index payment_owing on payment (id) where due > taken_back;
