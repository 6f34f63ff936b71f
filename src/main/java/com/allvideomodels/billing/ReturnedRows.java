package com.allvideomodels.billing;

import com.allvideomodels.billing.Told.Disputed;
import com.allvideomodels.billing.Told.Refunded;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Refunds and disputes, one by one as they were told; that may be before the payment that they are of. */
@Repository
class ReturnedRows {

    private final JdbcClient sql;

    ReturnedRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** One may be told again with another status; one that has gone back stays so. @return whether it was news */
    boolean add(Refunded refunded, Instant now) {
        return sql.sql("""
                insert into refund (id, transaction_id, amount, status, settled, told_at)
                values (:id, :transaction, :amount, :status, :settled, :now)
                on conflict (id) do update set status = excluded.status, settled = true
                  where excluded.settled and not refund.settled
                """)
                        .param("id", refunded.refund())
                        .param("transaction", refunded.transaction())
                        .param("amount", refunded.amount().minor())
                        .param("status", refunded.status())
                        .param("settled", refunded.settled())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** @return whether it was news */
    boolean add(Disputed disputed, Instant now) {
        return sql.sql("""
                insert into dispute (id, transaction_id, amount, told_at) values (:id, :transaction, :amount, :now)
                on conflict (id) do nothing
                """)
                        .param("id", disputed.dispute())
                        .param("transaction", disputed.transaction())
                        .param("amount", disputed.amount().minor())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
