-- Until when a provider wants to be left alone, as it said to any node.
create table provider_quiet (
  api varchar(30) primary key,
  quiet_until timestamptz not null
);
