-- Whom what Creem told concerns, so that its body goes with their account. Null until it was read, and where nobody is known.
alter table creem_event add column account_id uuid;

create index creem_event_of_account on creem_event (account_id) where account_id is not null;
create index creem_event_with_body on creem_event (received_at) where body is not null;

-- Looked for when rows end.
create index checkout_asked on checkout (asked_at);
create index payment_paid on payment (paid_at);
create index refund_told on refund (told_at);
create index dispute_told on dispute (told_at);
