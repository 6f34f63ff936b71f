package com.allvideomodels.generation;

import com.allvideomodels.provider.ModelId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How long each model takes, from what it took here lately. Waiting in line and being made are told apart. */
@Component
class Estimates implements Waits {

    private static final int LOOKED_AT = 100;
    private static final int ENOUGH = 5;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Map<ModelId, Known> known = new ConcurrentHashMap<>();

    Estimates(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Optional<Wait> of(ModelId model) {
        return estimate(model)
                .map(all -> new Wait(all.total().usual(), all.total().most(), all.count()));
    }

    /** Nothing before there are enough to tell. */
    Optional<Estimate> estimate(ModelId model) {
        Instant now = clock.instant();
        Known last = known.get(model);
        if (last == null || last.at().plus(FRESH).isBefore(now) || last.at().isAfter(now)) {
            last = new Known(now, read(model));
            known.put(model, last);
        }
        return last.estimate();
    }

    private Optional<Estimate> read(ModelId model) {
        return jdbc.sql("""
                select count(*) as number,
                  percentile_disc(array[0.5, 0.9]) within group (order by waiting) as waiting,
                  percentile_disc(array[0.5, 0.9]) within group (order by running) as running,
                  percentile_disc(array[0.5, 0.9]) within group (order by total) as total
                from (
                  select (extract(epoch from running_at - asked_at) * 1000)::bigint as waiting,
                         (extract(epoch from collecting_at - running_at) * 1000)::bigint as running,
                         (extract(epoch from finished_at - asked_at) * 1000)::bigint as total
                  from generation where model = :model and state = 'SUCCEEDED' order by finished_at desc limit :most) lately
                """)
                .param("model", model.value())
                .param("most", LOOKED_AT)
                .query((row, number) -> row.getInt("number") < ENOUGH
                        ? Optional.<Estimate>empty()
                        : Optional.of(new Estimate(
                                row.getInt("number"),
                                Spread.of((Long[]) row.getArray("waiting").getArray()),
                                Spread.of((Long[]) row.getArray("running").getArray()),
                                Spread.of((Long[]) row.getArray("total").getArray()))))
                .single();
    }

    private record Known(Instant at, Optional<Estimate> estimate) {}

    /** @param count how many were looked at */
    record Estimate(int count, Spread waiting, Spread running, Spread total) {}

    /**
     * @param usual half took no longer
     * @param most nine in ten took no longer
     */
    record Spread(Duration usual, Duration most) {

        static Spread of(Long[] millis) {
            return new Spread(Duration.ofMillis(Math.max(0, millis[0])), Duration.ofMillis(Math.max(0, millis[1])));
        }
    }
}
