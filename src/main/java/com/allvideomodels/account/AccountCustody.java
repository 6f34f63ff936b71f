package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Custodian;
import com.allvideomodels.retention.Destructions;
import com.allvideomodels.retention.Erasures;
import com.allvideomodels.retention.Fate;
import com.allvideomodels.retention.RetentionPolicy;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An account can be held, and its erasure be ordered, as a whole. */
@Component
class AccountCustody implements Custodian {

    /** Of an account that is open. */
    private static final Instant NEVER = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient sql;
    private final Erasures erasures;
    private final Destructions destructions;
    private final RetentionPolicy policy;

    AccountCustody(JdbcClient sql, Erasures erasures, Destructions destructions, RetentionPolicy policy) {
        this.sql = sql;
        this.erasures = erasures;
        this.destructions = destructions;
        this.policy = policy;
    }

    @Override
    public String dataClass() {
        return "account";
    }

    @Override
    public Fate fate(UUID item) {
        var account = new AccountId(item);
        return sql.sql("select closed_at from account where id = :id")
                .param("id", item)
                .query((row, number) -> Optional.ofNullable(row.getObject("closed_at", OffsetDateTime.class)))
                .optional()
                .<Fate>map(closed -> new Fate.Kept(
                        account,
                        closed.map(at -> policy.rule("account").dueAt(at.toInstant()))
                                .orElse(NEVER)))
                .or(() -> erasures.of(account).map(going -> new Fate.Destroyed(going.orderedAt())))
                .or(() -> destructions.erasedAt(account).map(Fate.Destroyed::new))
                .orElseGet(Fate.Unknown::new);
    }

    @Override
    public void destroy(UUID item, Cause cause, Instant now) {
        int ordered = sql.sql("""
                update account set closed_at = coalesce(closed_at, :now), erasure_ordered_at = :now
                where id = :id and erasure_ordered_at is null
                """)
                .param("id", item)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (ordered == 1) {
            erasures.order(new AccountId(item), cause, now);
        }
    }
}
