package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What payments gave somebody, less what was taken back; not what was given as a welcome. */
final class Bought {

    private Bought() {}

    static long by(JdbcClient sql, AccountId who) {
        return sql.sql("""
                select coalesce(sum(e.delta), 0) from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
                where e.owner = :who and e.bucket = 'available' and t.cause_kind in ('payment', 'clawback')
                """).param("who", who.value()).query(Long.class).single();
    }
}
