package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the list of destructions and the chain of receipts. */
@Component
class ReceiptProof implements DeletionProof {

    private final JdbcClient sql;

    ReceiptProof(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Standing of(AccountId owner, UUID item) {
        return sql.sql("""
                select d.at, d.bytes_gone_at, r.id, r.number
                from destruction d left join receipt r on r.item = d.item and r.data_class = d.data_class and r.owner = d.owner
                where d.owner = :owner and d.item = :item order by d.at limit 1
                """)
                .param("owner", owner.value())
                .param("item", item)
                .query((row, number) -> standing(
                        row.getObject("at", OffsetDateTime.class),
                        row.getObject("bytes_gone_at", OffsetDateTime.class) != null,
                        row.getObject("id", UUID.class),
                        row.getLong("number")))
                .optional()
                .orElseGet(Standing.NotYet::new);
    }

    private static Standing standing(OffsetDateTime at, boolean bytesGone, @Nullable UUID receipt, long number) {
        return receipt == null
                ? new Standing.Unconfirmed(at.toInstant(), bytesGone)
                : new Standing.Confirmed(at.toInstant(), receipt, number);
    }
}
