package com.allvideomodels.generation;

import com.allvideomodels.account.AccountClosed;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Stops what is being made for somebody who closed their account. */
@Component
class ClosedAccounts {

    private final Lifecycle lifecycle;
    private final JdbcClient sql;

    ClosedAccounts(Lifecycle lifecycle, JdbcClient sql) {
        this.lifecycle = lifecycle;
        this.sql = sql;
    }

    @ApplicationModuleListener
    void on(AccountClosed closed) {
        List<UUID> live = sql.sql("""
                select id from generation where owner = :owner
                  and state in ('QUEUED', 'SUBMITTING', 'RUNNING', 'UNCERTAIN', 'COLLECTING')
                """)
                .param("owner", closed.account().value())
                .query(UUID.class)
                .list();
        live.forEach(id -> lifecycle.locked(id, lifecycle::stop));
    }
}
