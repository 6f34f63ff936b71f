package com.allvideomodels.billing;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people set out to buy. */
@Repository
class Checkouts {

    private final JdbcClient sql;

    Checkouts(JdbcClient sql) {
        this.sql = sql;
    }

    /** Nothing where it is none of ours. */
    void paid(@Nullable String creemId, Instant now) {
        sql.sql("""
                update checkout set state = 'paid', ended_at = coalesce(ended_at, :now), look_at = null
                where creem_id = :id and state <> 'paid'
                """)
                .param("id", creemId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }
}
