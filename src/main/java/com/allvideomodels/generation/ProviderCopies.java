package com.allvideomodels.generation;

import static com.allvideomodels.generation.Story.utc;

import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.ProviderTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The copies that providers have of what ended with us: debts until a provider says that it deleted its copy. */
@Component
class ProviderCopies {

    /** A copy should be gone by then, as ours is (clause retain.output). */
    static final Duration DUE_WITHIN = Generation.OUTPUT_LIFE;

    /** What could not be stopped is given this long to end before its copy is asked for. */
    private static final Duration TO_RUN_OUT = Duration.ofMinutes(10);

    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final JsonMapper json;

    ProviderCopies(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    /** From now on its deletion is owed, if the provider has one. In the transaction that ends the generation. */
    void owe(Generation ended, Instant now) {
        Instant first = ended.leftRunning() ? now.plus(TO_RUN_OUT) : now;
        ended.task()
                .ifPresent(task -> owe(
                        ended.getId(),
                        ended.output().map(MediaId::value).orElse(null),
                        ended.api(),
                        task,
                        ended.leftRunning(),
                        now,
                        first));
    }

    /** Of a task that nobody waits for any more when its name becomes known. */
    void oweLate(@Nullable UUID generation, ProviderApi api, ProviderTask task, Instant now) {
        owe(generation, null, api, task, true, now, now);
    }

    private void owe(
            @Nullable UUID generation,
            @Nullable UUID output,
            ProviderApi api,
            ProviderTask task,
            boolean leftRunning,
            Instant now,
            Instant first) {
        sql.sql("""
                insert into provider_copy (id, generation, items, api, task_id, task_details, left_running, owed_since, deadline, due_at)
                values (:id, :generation, array_remove(
                  array(select upload_id from generation_input where generation_id = :generation order by position)
                    || cast(:output as uuid), null),
                  :api, :task, cast(:details as jsonb), :running, :now, :deadline, :first)
                on conflict (api, task_id) do nothing
                """)
                .param("id", UUID.randomUUID())
                .param("generation", generation, Types.OTHER)
                .param("output", output, Types.OTHER)
                .param("api", api.name())
                .param("task", task.id())
                .param("details", json.writeValueAsString(task.details()))
                .param("running", leftRunning)
                .param("now", utc(now))
                .param("deadline", utc(now.plus(DUE_WITHIN)))
                .param("first", utc(first))
                .update();
    }

    /** Takes those that are to be asked for now; nobody else gets them until {@code until}. */
    List<Copy> due(Instant now, Instant until, int most, Set<ProviderApi> full) {
        return sql.sql("""
                update provider_copy c set due_at = :until
                from (
                  select id from provider_copy where state = 'DUE' and api <> all(:full) and due_at <= :now
                  order by due_at limit :most for update skip locked) due
                where c.id = due.id returning c.*
                """)
                .param("full", full.stream().map(ProviderApi::name).toArray(String[]::new))
                .param("now", utc(now))
                .param("until", utc(until))
                .param("most", most)
                .query(this::copy)
                .list();
    }

    /**
     * Keeps that this was called, and what kind of answer came.
     *
     * @param status of the answer over HTTP; nothing where none came, or where it is not evidence of anything
     */
    void called(UUID copy, Call call, String answer, @Nullable Integer status, Instant at) {
        sql.sql("""
                insert into provider_copy_call (copy, number, at, call, answer, status)
                select id, coalesce((select max(number) from provider_copy_call where copy = :copy), 0) + 1, :at, :call, :answer, :status
                from provider_copy where id = :copy for update
                """)
                .param("copy", copy)
                .param("at", utc(at))
                .param("call", call.name())
                .param("answer", answer)
                .param("status", status, java.sql.Types.INTEGER)
                .update();
    }

    void again(UUID copy, Instant due) {
        sql.sql("update provider_copy set attempts = attempts + 1, due_at = :due where id = :copy and state = 'DUE'")
                .param("copy", copy)
                .param("due", utc(due))
                .update();
    }

    /** @return whether it was still to be asked for */
    boolean answered(UUID copy, CopyState answer, Instant now) {
        return sql.sql("""
                update provider_copy set state = :state, due_at = null,
                  ended_at = case when :state = 'DELETED' then cast(:now as timestamptz) end
                where id = :copy and state = 'DUE'
                """)
                        .param("copy", copy)
                        .param("state", answer.name())
                        .param("now", utc(now))
                        .update()
                == 1;
    }

    /** The person behind these generations goes; the debts stay. */
    void forgetWhose(UUID[] generations) {
        sql.sql("update provider_copy set generation = null where generation = any(:ids)")
                .param("ids", generations)
                .update();
    }

    /** Asks once more for what was refused, not offered or not answered. */
    boolean askAgain(UUID copy, Instant now) {
        return sql.sql("""
                update provider_copy set state = 'DUE', due_at = :now, attempts = 0
                where id = :copy and state not in ('DUE', 'DELETED')
                """).param("copy", copy).param("now", utc(now)).update() == 1;
    }

    /** How many should be gone by now and are not shown to be. */
    long overdue(Instant now) {
        return sql.sql("select count(*) from provider_copy where state <> 'DELETED' and deadline <= :now")
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    /** Those not shown to be deleted, in the order of their deadlines, after that place. */
    List<Copy> open(boolean oldestFirst, Optional<Keyset> after, int most) {
        String order = oldestFirst ? "asc" : "desc";
        String place = after.isEmpty() ? "" : "and (deadline, id) " + (oldestFirst ? ">" : "<") + " (:deadline, :id)";
        var query = sql.sql(
                        "select * from provider_copy where state <> 'DELETED' %s order by deadline %s, id %s limit :most"
                                .formatted(place, order, order))
                .param("most", most);
        if (after.isPresent()) {
            query = query.param("deadline", utc(after.get().at()))
                    .param("id", after.get().id());
        }
        return query.query(this::copy).list();
    }

    /** The last call made for each of these copies. */
    Optional<Evidence> last(UUID copy) {
        return sql.sql("select * from provider_copy_call where copy = :copy order by number desc limit 1")
                .param("copy", copy)
                .query((row, number) -> new Evidence(
                        Call.valueOf(row.getString("call")),
                        row.getString("answer"),
                        row.getObject("status", Integer.class),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    private Copy copy(ResultSet row, int number) throws SQLException {
        return new Copy(
                row.getObject("id", UUID.class),
                row.getObject("generation", UUID.class),
                ProviderApi.valueOf(row.getString("api")),
                new ProviderTask(row.getString("task_id"), json.readValue(row.getString("task_details"), DETAILS)),
                row.getBoolean("left_running"),
                row.getObject("owed_since", OffsetDateTime.class).toInstant(),
                row.getObject("deadline", OffsetDateTime.class).toInstant(),
                CopyState.valueOf(row.getString("state")),
                row.getInt("attempts"));
    }

    /** What a provider was asked. */
    enum Call {
        CANCEL,
        DELETE
    }

    /** @param status of the answer over HTTP; nothing where none came, or none was kept */
    record Evidence(Call call, String answer, @Nullable Integer status, Instant at) {}

    /** @param generation nothing once its owner was erased */
    record Copy(
            UUID id,
            @Nullable UUID generation,
            ProviderApi api,
            ProviderTask task,
            boolean leftRunning,
            Instant owedSince,
            Instant deadline,
            CopyState state,
            int attempts) {}
}
