package com.allvideomodels.generation;

import com.allvideomodels.account.AccountClosed;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.ProcessingRestricted;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Stops what is being made for somebody who closed their account, or whose data may only be stored for now. */
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
        stopAll(closed.account());
    }

    @ApplicationModuleListener
    void on(ProcessingRestricted restricted) {
        stopAll(restricted.who());
    }

    private void stopAll(AccountId owner) {
        List<UUID> live =
                sql.sql("""
                select id from generation where owner = :owner
                  and state in ('QUEUED', 'SUBMITTING', 'RUNNING', 'UNCERTAIN', 'COLLECTING')
                """).param("owner", owner.value()).query(UUID.class).list();
        live.forEach(id -> lifecycle.locked(id, lifecycle::stop));
    }
}
