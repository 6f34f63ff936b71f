create index provider_link_until on provider_link (until);
create index provider_link_owner on provider_link (owner);

alter table provider_link_fetch drop constraint provider_link_fetch_link_fkey;
alter table provider_link_fetch add constraint provider_link_fetch_link_fkey
  foreign key (link) references provider_link (id) on delete cascade;
