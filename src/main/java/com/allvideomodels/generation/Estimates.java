package com.allvideomodels.generation;

import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.ModelId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How long each model takes, from what it took here lately; what was asked for at half price may take hours by design and is left
 * out. Waiting in line and being made are told apart. Read anew at most once a minute, all models at once.
 */
@Component
class Estimates {

    static final int LOOKED_AT = 100;

    static final String SQL = """
            select model, count(*) as number,
              percentile_disc(array[0.5, 0.9]) within group (order by waiting) as waiting,
              percentile_disc(array[0.5, 0.9]) within group (order by running) as running,
              percentile_disc(array[0.5, 0.9]) within group (order by total) as total
            from unnest(:models) as offered (model) cross join lateral (
              select (extract(epoch from running_at - asked_at) * 1000)::bigint as waiting,
                     (extract(epoch from collecting_at - running_at) * 1000)::bigint as running,
                     (extract(epoch from finished_at - asked_at) * 1000)::bigint as total
              from generation where generation.model = offered.model and state = 'SUCCEEDED'
                and settings ->> 'FLEX' is distinct from 'true'
              order by finished_at desc limit :most) lately
            group by model having count(*) >= :enough
            """;

    private static final int ENOUGH = 5;
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final InstantSource clock;
    private volatile Known known = new Known(Instant.MIN, Map.of());

    Estimates(JdbcClient jdbc, Catalogue catalogue, InstantSource clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Nothing before there are enough to tell. */
    Optional<Estimate> estimate(ModelId model) {
        Instant now = clock.instant();
        Known last = known;
        // A clock that was set back must not keep an old answer alive.
        if (last.at().isBefore(now.minus(FRESH)) || last.at().isAfter(now)) {
            last = new Known(now, read());
            known = last;
        }
        return Optional.ofNullable(last.estimates().get(model));
    }

    private Map<ModelId, Estimate> read() {
        Map<ModelId, Estimate> estimates = new HashMap<>();
        jdbc.sql(SQL)
                .param(
                        "models",
                        catalogue.models().stream()
                                .map(model -> model.id().value())
                                .toArray(String[]::new))
                .param("most", LOOKED_AT)
                .param("enough", ENOUGH)
                .query(row -> {
                    estimates.put(new ModelId(row.getString("model")), estimate(row));
                });
        return Map.copyOf(estimates);
    }

    private static Estimate estimate(ResultSet row) throws SQLException {
        return new Estimate(row.getInt("number"), spread(row, "waiting"), spread(row, "running"), spread(row, "total"));
    }

    private static Spread spread(ResultSet row, String column) throws SQLException {
        Long[] millis = (Long[]) row.getArray(column).getArray();
        return new Spread(Duration.ofMillis(Math.max(0, millis[0])), Duration.ofMillis(Math.max(0, millis[1])));
    }

    private record Known(Instant at, Map<ModelId, Estimate> estimates) {}

    /**
     * @param count how many were looked at
     * @param total from the click to the video
     */
    record Estimate(int count, Spread waiting, Spread running, Spread total) {}

    /**
     * @param usual half took no longer
     * @param most nine in ten took no longer
     */
    record Spread(Duration usual, Duration most) {}
}
