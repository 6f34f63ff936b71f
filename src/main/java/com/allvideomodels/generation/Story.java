package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happened to each generation, in order. Every sentence is told to all nodes once its transaction commits. */
@Component
class Story {

    private final JdbcClient jdbc;

    Story(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Generation generation, What what, Instant at) {
        add(generation.generationId().value(), generation.owner().value(), what, at);
    }

    void add(UUID generation, UUID owner, What what, Instant at) {
        jdbc.sql("""
                with said as (
                  insert into generation_event (generation_id, owner, what, at)
                  values (:generation, :owner, :what, :at) returning id, generation_id, owner)
                select pg_notify('generation', generation_id || ' ' || owner || ' ' || id) from said
                """)
                .param("generation", generation)
                .param("owner", owner)
                .param("what", what.name())
                .param("at", utc(at))
                .query((row, number) -> "")
                .list();
    }

    /** Something moved that is no sentence: a percentage, a place in line. */
    void ring(UUID generation, UUID owner) {
        jdbc.sql("select pg_notify('generation', :said)")
                .param("said", generation + " " + owner + " 0")
                .query((row, number) -> "")
                .list();
    }

    List<Sentence> of(GenerationId generation) {
        return jdbc.sql("select what, at from generation_event where generation_id = :id order by id")
                .param("id", generation.value())
                .query((row, number) -> new Sentence(
                        What.valueOf(row.getString("what")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The place of the last sentence told to this person. */
    long last(AccountId owner) {
        return jdbc.sql("select coalesce(max(id), 0) from generation_event where owner = :owner")
                .param("owner", owner.value())
                .query(Long.class)
                .single();
    }

    /** Which generations of this person have moved since that place. */
    List<Missed> since(AccountId owner, long place, int most) {
        return jdbc.sql("""
                select generation_id, max(id) as place from (
                  select generation_id, id from generation_event where owner = :owner and id > :place order by id limit :most) missed
                group by generation_id order by max(id)
                """)
                .param("owner", owner.value())
                .param("place", place)
                .param("most", most)
                .query((row, number) -> new Missed(row.getObject("generation_id", UUID.class), row.getLong("place")))
                .list();
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    record Sentence(What what, Instant at) {}

    record Missed(UUID generation, long place) {}
}
