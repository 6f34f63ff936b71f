package com.allvideomodels.generation;

import com.allvideomodels.credits.SpendingStopped;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Cancels what is still in line for somebody who stopped all spending. What a provider may have is theirs to pay and goes on. */
@Component
class SpendingStops {

    private final Lifecycle lifecycle;
    private final JdbcClient sql;

    SpendingStops(Lifecycle lifecycle, JdbcClient sql) {
        this.lifecycle = lifecycle;
        this.sql = sql;
    }

    @ApplicationModuleListener
    void on(SpendingStopped stopped) {
        List<UUID> waiting = sql.sql("select id from generation where owner = :owner and state = 'QUEUED'")
                .param("owner", stopped.owner().value())
                .query(UUID.class)
                .list();
        waiting.forEach(id -> lifecycle.locked(id, this::cancel));
    }

    private void cancel(Generation generation) {
        if (generation.state() == State.QUEUED) {
            lifecycle.cancel(generation);
        }
    }
}
