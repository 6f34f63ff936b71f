package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Whose payments are that named nobody here, as staff found out. */
@Repository
class Payers {

    private final JdbcClient sql;

    Payers(JdbcClient sql) {
        this.sql = sql;
    }

    record Proposal(AccountId account, String reason, AccountId by, OffsetDateTime at, boolean confirmed) {

        /** Whoever proposed it and whoever gets the credits are not the second. */
        public boolean canBeConfirmedBy(AccountId staff) {
            return !confirmed && !staff.equals(by) && !staff.equals(account);
        }
    }

    /** In place of one that nobody confirmed yet. @return whether none was confirmed */
    boolean propose(String event, AccountId account, String reason, AccountId by, Instant now) {
        return sql.sql("""
                insert into payer_proposal (event_id, account_id, reason, proposed_by, proposed_at)
                values (:event, :account, :reason, :by, :now)
                on conflict (event_id) do update set account_id = excluded.account_id, reason = excluded.reason,
                  proposed_by = excluded.proposed_by, proposed_at = excluded.proposed_at
                  where payer_proposal.confirmed_at is null
                """)
                        .param("event", event)
                        .param("account", account.value())
                        .param("reason", reason)
                        .param("by", by.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** @param account that was shown @return whether that one waits for a second, and this is one */
    boolean confirm(String event, AccountId account, AccountId by, Instant now) {
        return sql.sql("""
                update payer_proposal set confirmed_by = :by, confirmed_at = :now
                where event_id = :event and account_id = :account and confirmed_at is null and proposed_by <> :by
                  and account_id <> :by
                """)
                        .param("by", by.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("event", event)
                        .param("account", account.value())
                        .update()
                == 1;
    }

    Optional<Proposal> of(String event) {
        return sql.sql("select * from payer_proposal where event_id = :event")
                .param("event", event)
                .query((row, number) -> new Proposal(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getString("reason"),
                        new AccountId(row.getObject("proposed_by", UUID.class)),
                        row.getObject("proposed_at", OffsetDateTime.class),
                        row.getObject("confirmed_at") != null))
                .optional();
    }
}
