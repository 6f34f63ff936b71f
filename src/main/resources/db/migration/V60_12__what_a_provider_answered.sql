-- The status of the answer over HTTP is the evidence that a copy was deleted. Those of before are open again: nothing shows that they went.
alter table provider_copy_call add column status int check (status between 100 and 599);
alter table provider_copy_call add constraint provider_copy_call_says_why
  check (call <> 'DELETE' or answer not in ('DELETED', 'REFUSED') or status is not null) not valid;

update provider_copy set state = 'DUE', ended_at = null, due_at = now(), attempts = 0 where state = 'DELETED';
