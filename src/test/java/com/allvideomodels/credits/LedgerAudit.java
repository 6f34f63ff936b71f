package com.allvideomodels.credits;

import static org.assertj.core.api.Assertions.assertThat;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at the tables alone, with queries of its own, and says whether they can be true. */
record LedgerAudit(JdbcClient sql) {

    void finds(String context) {
        nothing(context, "entries that do not sum to zero", """
                select sum(delta) from ledger_entry having sum(delta) <> 0""");
        nothing(context, "transactions that do not sum to zero", """
                select transaction_id from ledger_entry group by 1 having sum(delta) <> 0""");
        nothing(context, "balances below zero", """
                select owner from ledger_balance where available < 0 or held < 0""");
        nothing(context, "balances that are not the sum of their entries", """
                select b.owner from ledger_balance b left join ledger_entry e on e.owner = b.owner
                group by b.owner, b.available, b.held, b.last_entry_id
                having coalesce(sum(e.delta) filter (where bucket = 'available'), 0) <> b.available
                  or coalesce(sum(e.delta) filter (where bucket = 'held'), 0) <> b.held
                  or coalesce(max(e.id), 0) <> b.last_entry_id""");
        nothing(context, "lots that are not the balance of their owner", """
                select b.owner from ledger_balance b left join ledger_lot l on l.owner = b.owner
                group by b.owner, b.available, b.held
                having coalesce(sum(l.available), 0) <> b.available or coalesce(sum(l.held), 0) <> b.held""");
        nothing(context, "lots that hold something else than the parts of open holds", """
                select l.id from ledger_lot l where l.held <> (
                  select coalesce(sum(p.amount), 0) from ledger_hold_part p where p.lot_id = l.id)""");
        nothing(context, "parts that are not their hold, or of a hold that is over", """
                select t.id from ledger_transaction t left join ledger_hold_part p on p.hold_id = t.id where t.kind = 'hold'
                group by t.id, t.amount
                having coalesce(sum(p.amount), 0) <> case
                  when exists (select 1 from ledger_transaction s where s.settles = t.id) then 0 else t.amount end""");
        nothing(context, "more taken back of a grant than it gave", """
                select c.id from ledger_transaction c where c.kind = 'clawback' and c.amount > (
                  select coalesce(sum(g.amount), 0) from ledger_transaction g where g.kind = 'grant' and g.owner = c.owner)""");
        nothing(context, "entries of owners without a balance", """
                select id from ledger_entry e where owner is not null
                  and not exists (select 1 from ledger_balance b where b.owner = e.owner)""");
        nothing(context, "held credits that are not those of open holds", """
                select b.owner from ledger_balance b where b.held <> (
                  select coalesce(sum(t.amount), 0) from ledger_transaction t where t.owner = b.owner and t.kind = 'hold'
                    and not exists (select 1 from ledger_transaction s where s.settles = t.id))""");
        nothing(context, "running balances that do not follow from the one before", """
                select number from (
                  select t.number, t.available_after, t.held_after,
                    sum(coalesce((select delta from ledger_entry e where e.transaction_id = t.id and bucket = 'available'), 0))
                      over line available,
                    sum(coalesce((select delta from ledger_entry e where e.transaction_id = t.id and bucket = 'held'), 0))
                      over line held
                  from ledger_transaction t window line as (partition by t.owner order by t.number)) sums
                where available <> available_after or held <> held_after""");
        nothing(context, "settlements of another owner, another cause, or more than was held", """
                select s.id from ledger_transaction s join ledger_transaction h on h.id = s.settles
                where s.owner <> h.owner or s.cause_reference <> h.cause_reference or s.amount > h.amount or h.kind <> 'hold'""");
    }

    /** The beans by which a ledger keeps to limits. */
    static void limits(GenericApplicationContext context) {
        context.registerBean(CreditsSettings.class, () -> new CreditsSettings(0, 0));
        context.registerBean(SpendingRows.class);
        context.registerBean(SpendingGuard.class);
        context.registerBean(SpendingDesk.class);
    }

    /** Changes when any byte of any row changes. */
    String checksum() {
        return sql.sql("""
                select md5(concat(
                  (select string_agg(t::text, ',' order by number) from ledger_transaction t), '|',
                  (select string_agg(e::text, ',' order by id) from ledger_entry e), '|',
                  (select string_agg(b::text, ',' order by owner) from ledger_balance b), '|',
                  (select string_agg(l::text, ',' order by id) from ledger_lot l), '|',
                  (select string_agg(p::text, ',' order by hold_id, lot_id) from ledger_hold_part p), '|',
                  (select string_agg(s::text, ',' order by owner) from spending_limit s), '|',
                  (select string_agg(c::text, ',' order by id) from spending_change c)))
                """).query(String.class).single();
    }

    private void nothing(String context, String what, String query) {
        assertThat(sql.sql(query).query().listOfRows())
                .as("%s: %s", context, what)
                .isEmpty();
    }
}
