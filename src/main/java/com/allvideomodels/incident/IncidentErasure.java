package com.allvideomodels.incident;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** That an incident concerned somebody goes with their account; how many it concerned is in the acts of staff. */
@Component
class IncidentErasure implements ErasureStep {

    private final JdbcClient sql;

    IncidentErasure(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String module() {
        return "incident";
    }

    @Override
    public int place() {
        return 5;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        sql.sql("delete from incident_account where account_id = :owner and "
                        + LegalHolds.noneOn("incident-account", "incident_account.account_id", "null::uuid"))
                .param("owner", owner.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return sql.sql("select not exists (select 1 from incident_account where account_id = :owner)")
                .param("owner", owner.value())
                .query(Boolean.class)
                .single();
    }
}
