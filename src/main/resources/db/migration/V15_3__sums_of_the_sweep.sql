-- What two people released says nothing of a normal day.
alter table sweep_day add column released bigint not null default 0 check (released between 0 and ended);

-- Since when the oldest thing is due that is still there and not held; nothing where there is none.
alter table sweep_class add column overdue_since timestamptz;

-- When somebody was last told that a hold is to be reviewed.
alter table legal_hold add column reminded_on date;

create index legal_hold_ended on legal_hold ((coalesce(released_at, expires_at)));
