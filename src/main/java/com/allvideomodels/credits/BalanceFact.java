package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.PageFacts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The balance in the frame of every page, and whether it is little or may not be spent. */
@Component
class BalanceFact implements PageFacts {

    private final JdbcClient sql;
    private final SpendingGuard guard;

    BalanceFact(JdbcClient sql, SpendingGuard guard) {
        this.sql = sql;
        this.guard = guard;
    }

    @Override
    public Map<String, Object> of(AccountId me) {
        return sql.sql("""
                select b.available, l.low_below, l.stopped_at is not null as stopped
                from ledger_balance b left join spending_limit l on l.owner = b.owner where b.owner = :owner
                """)
                .param("owner", me.value())
                .query(Now.class)
                .optional()
                .map(this::facts)
                .orElse(Map.of("balance", 0L, "balanceLow", false, "spendingStopped", false));
    }

    private Map<String, Object> facts(Now now) {
        long low = guard.lowBelow(new SpendingLimits(null, null, now.lowBelow(), null));
        return Map.of(
                "balance", now.available(), "balanceLow", now.available() < low, "spendingStopped", now.stopped());
    }

    record Now(long available, @Nullable Long lowBelow, boolean stopped) {}
}
