package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What providers fetched of a person's, by the tasks it was for. Kept thirty days after the link ended. */
@Component
public class LinkFetches {

    private final JdbcClient sql;

    LinkFetches(JdbcClient sql) {
        this.sql = sql;
    }

    /** How often something was fetched whole or in part, and when last. */
    public record Fetched(long times, Instant last) {}

    /** Only tasks for which something was fetched; nothing of another person's. */
    public Map<UUID, Fetched> of(AccountId owner, Collection<UUID> tasks) {
        Map<UUID, Fetched> found = new HashMap<>();
        sql.sql("""
                select l.task, count(*) as times, max(f.fetched_at) as last
                from provider_link l join provider_link_fetch f on f.link = l.id
                where l.owner = :owner and l.task = any(:tasks) and f.status between 200 and 299 and f.method = 'GET' group by l.task
                """)
                .param("owner", owner.value())
                .param("tasks", tasks.toArray(UUID[]::new))
                .query(row -> {
                    found.put(row.getObject("task", UUID.class), fetched(row));
                });
        return found;
    }

    private static Fetched fetched(ResultSet row) throws SQLException {
        return new Fetched(row.getLong("times"), MediaRows.instant(row, "last"));
    }
}
