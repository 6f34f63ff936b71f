-- Since when an owner is nobody any more.
alter table ledger_balance add column ended_at timestamptz;

-- The last transaction of an owner up to which the books can be closed: it and all before it are old enough, and no hold among them is
-- settled by one after it, or by none.
create function ledger_cut(whose uuid, until timestamptz) returns bigint language plpgsql stable as $$
declare
  cut bigint;
  open_hold bigint;
begin
  select coalesce((select min(number) - 1 from ledger_transaction where owner = whose and at > until),
                  (select max(number) from ledger_transaction where owner = whose)) into cut;
  loop
    select min(h.number) into open_hold
    from ledger_transaction h left join ledger_transaction s on s.settles = h.id
    where h.owner = whose and h.kind = 'hold' and h.number <= cut and (s.id is null or s.number > cut);
    exit when open_hold is null;
    cut := open_hold - 1;
  end loop;
  return cut;
end $$;

drop index ledger_transaction_at;
create index ledger_transaction_booked on ledger_transaction (at) where kind <> 'carry';
