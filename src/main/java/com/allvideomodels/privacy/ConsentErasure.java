package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Consents are kept after the end of an account, by its number alone, because it must be possible to show that they were given. Their
 * time begins to run here. What authorities were given stays without the account; what else is here of a person goes at once.
 */
@Component
class ConsentErasure implements ErasureStep {

    private final JdbcClient sql;
    private final DisclosureRows disclosures;

    ConsentErasure(JdbcClient sql, DisclosureRows disclosures) {
        this.sql = sql;
        this.disclosures = disclosures;
    }

    @Override
    public String module() {
        return "privacy";
    }

    @Override
    public int place() {
        return 60;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        sql.sql("insert into consent_end (account_id, ended_at) values (:owner, :now) on conflict do nothing")
                .param("owner", owner.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        for (String table : List.of("restriction", "unsubscribe_link")) {
            sql.sql("delete from " + table + " where account_id = :owner")
                    .param("owner", owner.value())
                    .update();
        }
        disclosures.detach(owner);
        return true;
    }
}
