package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.local.Postgres;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands in a database of nodes, read past them. */
final class Records {

    private final JdbcClient jdbc;

    private Records(DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    static Records of(Postgres database) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.username());
        source.setPassword(database.password());
        return new Records(source);
    }

    /** One number that the database tells. */
    long number(String question, Object... parameters) {
        return jdbc.sql(question).params(parameters).query(Long.class).single();
    }

    /** One word that the database tells, or nothing where it has none. */
    Optional<String> word(String question, Object... parameters) {
        return jdbc.sql(question).params(parameters).query(String.class).optional();
    }

    /** Changes the database behind the nodes' back. */
    void change(String statement, Object... parameters) {
        jdbc.sql(statement).params(parameters).update();
    }

    String state(UUID generation) {
        return jdbc.sql("select state from generation where id = ?")
                .param(generation)
                .query(String.class)
                .single();
    }

    /** The state and, of what failed, why. */
    String end(UUID generation) {
        return jdbc.sql("select concat_ws(' ', state, failure) from generation where id = ?")
                .param(generation)
                .query(String.class)
                .single();
    }

    void awaitState(UUID generation, String state, Duration patience) {
        await("for " + state)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> state(generation).equals(state));
    }

    void awaitEnds(Collection<UUID> generations, Duration patience) {
        await("for the end of " + generations.size())
                .atMost(patience)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> generations.stream().noneMatch(this::goesOn));
    }

    private boolean goesOn(UUID generation) {
        return jdbc.sql("select finished_at is null from generation where id = ?")
                .param(generation)
                .query(Boolean.class)
                .single();
    }

    /** Paid once and in full, nothing set aside any more, and the video is there to stay. */
    void wasPaidFor(UUID generation) {
        assertThat(settlements(generation, "capture")).as("captures").isOne();
        assertThat(settlements(generation, "release")).as("releases").isZero();
        assertThat(videosTaken(generation)).as("videos that stay").isOne();
    }

    private long videosTaken(UUID generation) {
        return jdbc.sql("""
                select count(*) from media_object m join generation g on g.output = m.id
                where g.id = ? and m.taken_at is not null and m.shredded_at is null
                """).param(generation).query(Long.class).single();
    }

    /** Nothing was charged: the hold went back whole. */
    void wasPaidBack(UUID generation) {
        assertThat(settlements(generation, "capture")).as("captures").isZero();
        assertThat(settlements(generation, "release")).as("releases").isOne();
    }

    private long settlements(UUID generation, String kind) {
        return jdbc.sql("""
                select count(*) from ledger_transaction t join generation g on t.settles = g.hold_id
                where g.id = ? and t.kind = ?
                """).param(generation).param(kind).query(Long.class).single();
    }

    /** Nothing is set aside for anyone, and no credit came from nowhere. */
    void ledgerIsAtRest() {
        assertThat(jdbc.sql("select coalesce(sum(delta), 0) from ledger_entry where bucket = 'held'")
                        .query(Long.class)
                        .single())
                .as("held")
                .isZero();
        assertThat(jdbc.sql("select coalesce(sum(delta), 0) from ledger_entry")
                        .query(Long.class)
                        .single())
                .as("sum of all entries")
                .isZero();
    }

    /** How often this stands in the story of a generation. */
    long told(UUID generation, String what) {
        return jdbc.sql("select count(*) from generation_event where generation_id = ? and what = ?")
                .param(generation)
                .param(what)
                .query(Long.class)
                .single();
    }
}
