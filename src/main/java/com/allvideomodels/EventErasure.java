package com.allvideomodels;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What modules were still to be told about an account; last, since every step before it may tell something. */
@Component
class EventErasure implements ErasureStep {

    private final JdbcClient sql;

    EventErasure(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public String module() {
        return "events";
    }

    @Override
    public int place() {
        return 90;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        sql.sql("delete from event_publication where strpos(serialized_event, :owner) > 0")
                .param("owner", owner.toString())
                .update();
        return true;
    }
}
