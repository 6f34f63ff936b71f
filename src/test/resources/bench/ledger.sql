\set n random(1, :owners)
select gen_random_uuid() as hold, gen_random_uuid() as settle, lpad(to_hex(cast(:n as bigint)), 32, '0') as owner \gset
begin;
select available as a, held as h, last_entry_id as e from ledger_balance where owner = cast(:owner as uuid) for update \gset
select count(*) as c from ledger_transaction where kind = 'hold' and cause_kind = 'bench' and cause_reference = :hold \gset
select count(*) as c from (select day_cap, month_cap, low_below, stopped_at from spending_limit where owner = cast(:owner as uuid)) limits \gset
select count(*) as c from (select id, available, lapses_at from ledger_lot where owner = cast(:owner as uuid) and available > 0 and lapses_at <= now() order by lapses_at, granted_at, id) due \gset
select available as a, held as h, last_entry_id as e from ledger_balance where owner = cast(:owner as uuid) for update \gset
insert into ledger_transaction (id, owner, kind, cause_kind, cause_reference, amount, settles, available_after, held_after, at) values (cast(:hold as uuid), cast(:owner as uuid), 'hold', 'bench', :hold, 10, null, cast(:a as bigint) - 10, cast(:h as bigint) + 10, now()) on conflict (kind, cause_kind, cause_reference) do nothing;
with fresh as (insert into ledger_entry (transaction_id, owner, bucket, delta) select cast(:hold as uuid), part.owner, part.bucket, part.delta from (values (cast(:owner as uuid), 'available', -10), (cast(:owner as uuid), 'held', 10), (null, 'issued', 0), (null, 'spent', 0), (null, 'lapsed', 0)) part (owner, bucket, delta) where part.delta <> 0 returning id, owner) select coalesce(max(id), 0) as last from fresh where owner is not null \gset
update ledger_balance set available = cast(:a as bigint) - 10, held = cast(:h as bigint) + 10, last_entry_id = cast(:last as bigint) where owner = cast(:owner as uuid);
with line as (select id, available, sum(available) over (order by lapses_at nulls last, granted_at, id) - available as before from ledger_lot where owner = cast(:owner as uuid) and available > 0), part as (select id, least(available, 10 - before) as amount from line where before < 10), moved as (update ledger_lot lot set available = lot.available - part.amount, held = lot.held + part.amount from part where lot.id = part.id), kept as (insert into ledger_hold_part (hold_id, lot_id, amount) select cast(:hold as uuid), id, amount from part) select coalesce(sum(amount), 0) as c from part \gset
select count(*) as c from (select day_cap, month_cap, low_below, stopped_at from spending_limit where owner = cast(:owner as uuid)) limits \gset
commit;
begin;
select count(*) as c from ledger_transaction where id = cast(:hold as uuid) and kind = 'hold' \gset
select available as a, held as h, last_entry_id as e from ledger_balance where owner = cast(:owner as uuid) for update \gset
select count(*) as c from ledger_transaction where settles = cast(:hold as uuid) \gset
insert into ledger_transaction (id, owner, kind, cause_kind, cause_reference, amount, settles, available_after, held_after, at) values (cast(:settle as uuid), cast(:owner as uuid), 'capture', 'bench', :hold, 10, cast(:hold as uuid), cast(:a as bigint), cast(:h as bigint) - 10, now()) on conflict (kind, cause_kind, cause_reference) do nothing;
with fresh as (insert into ledger_entry (transaction_id, owner, bucket, delta) select cast(:settle as uuid), part.owner, part.bucket, part.delta from (values (cast(:owner as uuid), 'available', 0), (cast(:owner as uuid), 'held', -10), (null, 'issued', 0), (null, 'spent', 10), (null, 'lapsed', 0)) part (owner, bucket, delta) where part.delta <> 0 returning id, owner) select coalesce(max(id), 0) as last from fresh where owner is not null \gset
update ledger_balance set available = cast(:a as bigint), held = cast(:h as bigint) - 10, last_entry_id = cast(:last as bigint) where owner = cast(:owner as uuid);
with line as (select part.lot_id, part.amount, sum(part.amount) over (order by lot.lapses_at nulls last, lot.granted_at, lot.id) - part.amount as before from ledger_hold_part part join ledger_lot lot on lot.id = part.lot_id where part.hold_id = cast(:hold as uuid)), back as (select lot_id, amount, amount - least(amount, greatest(10 - before, 0)) as returned from line) update ledger_lot lot set held = lot.held - back.amount, available = lot.available + back.returned, lapses_at = case when back.returned > 0 and lot.lapses_at <= now() and not lot.prolonged then now() else lot.lapses_at end, prolonged = lot.prolonged or back.returned > 0 and coalesce(lot.lapses_at <= now(), false) from back where lot.id = back.lot_id;
delete from ledger_hold_part where hold_id = cast(:hold as uuid);
delete from ledger_lot where owner = cast(:owner as uuid) and available = 0 and held = 0;
commit;
