package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was asked, when, and what came of it must be shown for some years; who it was goes with the account. What is still open is over:
 * there is nobody left to answer. After every other module, so that staff see the progress of an erasure that was asked for.
 */
@Component
class RequestErasure implements ErasureStep {

    private final JdbcClient sql;
    private final RequestRows rows;
    private final HistoryRows history;
    private final Attachments attachments;

    RequestErasure(JdbcClient sql, RequestRows rows, HistoryRows history, Attachments attachments) {
        this.sql = sql;
        this.rows = rows;
        this.history = history;
        this.attachments = attachments;
    }

    @Override
    public String module() {
        return "request";
    }

    @Override
    public int place() {
        return 70;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        free(owner, now).forEach(id -> detach(new RequestId(id), now));
        return sql.sql("select not exists (select 1 from privacy_request where account_id = :owner)")
                .param("owner", owner.value())
                .query(Boolean.class)
                .single();
    }

    private List<UUID> free(AccountId owner, Instant now) {
        return sql.sql("select id from privacy_request where account_id = :owner and "
                        + LegalHolds.noneOn("privacy-request", "privacy_request.account_id", "privacy_request.id"))
                .param("owner", owner.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(UUID.class)
                .list();
    }

    private void detach(RequestId id, Instant now) {
        PrivacyRequest request = rows.lock(id).orElseThrow();
        if (request.course().take(new Move.Revoke()) instanceof Course.Outcome.Moved ended) {
            rows.move(id, ended.course(), now);
            history.append(id, Happening.byService(now, "account-ended"));
        }
        sql.sql("""
                update privacy_request set account_id = null, subject_address = null, contact_address = null, words = null,
                  answer = null, extended_because = case when extended_because is null then null else '' end
                where id = :id
                """).param("id", id.value()).update();
        attachments.erase(id);
        sql.sql("delete from privacy_request_note where request_id = :id")
                .param("id", id.value())
                .update();
    }
}
