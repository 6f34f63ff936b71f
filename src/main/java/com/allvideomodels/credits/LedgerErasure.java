package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.HistoryGuard;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The books are kept, and the person goes out of them: a random number that is written down nowhere else takes the account's place.
 * No sum changes. Whatever credits were left can be spent by nobody. Limits on spending go: there is nobody to keep to them.
 */
@Component
class LedgerErasure implements ErasureStep {

    private final JdbcClient sql;
    private final LegalHolds holds;
    private final HistoryGuard guard;

    LedgerErasure(JdbcClient sql, LegalHolds holds, HistoryGuard guard) {
        this.sql = sql;
        this.holds = holds;
        this.guard = guard;
    }

    @Override
    public String module() {
        return "credits";
    }

    @Override
    public int place() {
        return 20;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        forget("spending_limit", owner);
        forget("spending_change", owner);
        if (!locked(owner)) {
            return true;
        }
        if (holds.isHeld("ledger", owner, owner.value(), now)) {
            return false;
        }
        UUID nobody = UUID.randomUUID();
        guard.lift("ledger-owner", () -> rename(owner, nobody));
        sql.sql("update ledger_balance set ended_at = :now where owner = :nobody")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("nobody", nobody)
                .update();
        return true;
    }

    private void forget(String table, AccountId owner) {
        sql.sql("delete from " + table + " where owner = :owner")
                .param("owner", owner.value())
                .update();
    }

    private boolean locked(AccountId owner) {
        return sql.sql("select 1 from ledger_balance where owner = :owner for update")
                .param("owner", owner.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private void rename(AccountId owner, UUID nobody) {
        rename("""
                update ledger_transaction set owner = :nobody,
                  cause_reference = replace(cause_reference, cast(cast(:owner as uuid) as text), cast(cast(:nobody as uuid) as text))
                where owner = :owner
                """, owner, nobody);
        rename("update ledger_entry set owner = :nobody where owner = :owner", owner, nobody);
        rename("update ledger_lot set owner = :nobody where owner = :owner", owner, nobody);
        rename("update ledger_balance set owner = :nobody where owner = :owner", owner, nobody);
    }

    private void rename(String statement, AccountId owner, UUID nobody) {
        sql.sql(statement).param("owner", owner.value()).param("nobody", nobody).update();
    }
}
