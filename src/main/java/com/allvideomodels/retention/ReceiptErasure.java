package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The list of destructions and the receipts stay, and no longer say whose they were. */
@Component
class ReceiptErasure implements ErasureStep {

    /** After every step that destroys something, whose destruction must still find its owner. */
    private static final int PLACE = 90;

    private final JdbcClient sql;

    ReceiptErasure(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String module() {
        return "retention";
    }

    @Override
    public int place() {
        return PLACE;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        for (String table : new String[] {"destruction", "receipt"}) {
            sql.sql("update " + table + " set owner = null where owner = :owner and "
                            + LegalHolds.noneOn("destruction", "owner", "item"))
                    .param("owner", owner.value())
                    .param("now", HoldRows.utc(now))
                    .update();
        }
        return sql.sql("""
                select not exists (select 1 from destruction where owner = :owner)
                  and not exists (select 1 from receipt where owner = :owner)
                """).param("owner", owner.value()).query(Boolean.class).single();
    }
}
