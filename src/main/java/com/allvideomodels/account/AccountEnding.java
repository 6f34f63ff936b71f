package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.DueRows;
import com.allvideomodels.retention.Erasures;
import com.allvideomodels.retention.RowEnding;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orders the erasure of accounts whose time has come; the order then takes its own way through every module. */
record AccountEnding(JdbcClient sql, Erasures erasures, Cause cause) implements RowEnding {

    @Override
    public int end(DueRows due, Instant now, int most) {
        List<UUID> ended = due.claim(now, most);
        sql.sql("""
                update account set closed_at = coalesce(closed_at, :now), erasure_ordered_at = :now where id = any(:ended)
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("ended", ended.toArray(UUID[]::new))
                .update();
        ended.forEach(id -> erasures.order(new AccountId(id), cause, now));
        return ended.size();
    }
}
