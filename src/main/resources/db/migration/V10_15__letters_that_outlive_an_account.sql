-- A last letter of an account that is being erased: to an address of its own, and told as one of that account.
alter table letter drop constraint letter_says_something_only_while_waiting;

alter table letter add constraint letter_says_something_only_while_waiting check (
  case when state = 'waiting'
    then contents is not null and due_at is not null and ended_at is null
      and (account_id is not null or address is not null) and (address is null) = (language is null)
    else contents is null and envelope is null and address is null and language is null
      and claim is null and due_at is null and ended_at is not null
  end);
