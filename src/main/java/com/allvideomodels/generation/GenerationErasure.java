package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Everything a person asked for: what runs is stopped and its credits go back, then prompts, settings, inputs, stories and comparisons
 * go. What providers have of it is owed by us and stays, without the person, until it is deleted.
 */
@Component
class GenerationErasure implements ErasureStep {

    private final GenerationRows rows;
    private final Lifecycle lifecycle;
    private final ProviderCopies copies;
    private final JdbcClient sql;

    GenerationErasure(GenerationRows rows, Lifecycle lifecycle, ProviderCopies copies, JdbcClient sql) {
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.copies = copies;
        this.sql = sql;
    }

    @Override
    public String module() {
        return "generation";
    }

    @Override
    public int place() {
        return 10;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        List<UUID> doomed = doomed(owner, now);
        doomed.forEach(id -> lifecycle.locked(id, lifecycle::abandon));
        // What was changed through the entities reaches the database before its rows are deleted past them.
        rows.flush();
        UUID[] ids = doomed.toArray(UUID[]::new);
        copies.forgetWhose(ids);
        sql.sql("delete from generation where id = any(:ids)").param("ids", ids).update();
        sql.sql("delete from comparison where owner = :owner and "
                        + LegalHolds.noneOn("generation", "comparison.owner", "comparison.id"))
                .param("owner", owner.value())
                .param("now", Story.utc(now))
                .update();
        return nothingLeft(owner);
    }

    private List<UUID> doomed(AccountId owner, Instant now) {
        return sql.sql("select id from generation where owner = :owner and "
                        + LegalHolds.noneOn("generation", "generation.owner", "generation.id") + " for update")
                .param("owner", owner.value())
                .param("now", Story.utc(now))
                .query(UUID.class)
                .list();
    }

    private boolean nothingLeft(AccountId owner) {
        return sql.sql("""
                select not exists (select 1 from generation where owner = :owner)
                  and not exists (select 1 from comparison where owner = :owner)
                """).param("owner", owner.value()).query(Boolean.class).single();
    }
}
