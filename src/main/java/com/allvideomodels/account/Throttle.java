package com.allvideomodels.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Limits shared by all nodes: each attempt moves one instant further into the future, and an attempt that would move it too far is
 * refused. A refused attempt costs nothing, so that knocking on does not keep the door shut.
 */
@Component
class Throttle {

    /** Clocks of nodes differ, and an attempt may have waited for others since it looked at its own. */
    private static final Duration APART = Duration.ofMinutes(1);

    // No attempt leaves an instant beyond :latest. One that is later was written by a clock that has been put back
    // since, and holds
    // nobody any more.
    private static final String ATTEMPT = """
            insert into throttle (key, paid_until) values (:key, :now + :pace * interval '1 millisecond')
            on conflict (key) do update
               set paid_until = case when throttle.paid_until between :now and :latest then throttle.paid_until else :now end
                              + :pace * interval '1 millisecond'
             where throttle.paid_until <= :tolerated or throttle.paid_until > :latest
            """;

    private final JdbcClient sql;
    private final InstantSource clock;

    Throttle(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Counts one attempt; where it is one too many, says when the next is welcome. Call it outside of a transaction. */
    Optional<Instant> refusedUntil(Limit limit, String whom) {
        byte[] key = key(limit, whom);
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        int counted = sql.sql(ATTEMPT)
                .param("key", key)
                .param("now", now)
                .param("pace", limit.pace().toMillis())
                .param("tolerated", now.plus(limit.tolerance()))
                .param("latest", now.plus(limit.tolerance()).plus(limit.pace()).plus(APART))
                .update();
        return counted > 0 ? Optional.empty() : Optional.of(nextTurn(limit, key));
    }

    /** As if nothing had been tried. */
    void forget(Limit limit, String whom) {
        sql.sql("delete from throttle where key = :key")
                .param("key", key(limit, whom))
                .update();
    }

    private Instant nextTurn(Limit limit, byte[] key) {
        return sql.sql("select paid_until from throttle where key = :key")
                .param("key", key)
                .query(OffsetDateTime.class)
                .optional()
                .map(paid -> paid.toInstant().minus(limit.tolerance()))
                .orElseGet(clock::instant);
    }

    private static byte[] key(Limit limit, String whom) {
        return Secret.hashOf(limit.name() + ":" + whom.strip().toLowerCase(Locale.ROOT));
    }
}
