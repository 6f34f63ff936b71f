package com.allvideomodels.generation;

import static com.allvideomodels.generation.Story.utc;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ProviderApi;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A person's videos, newest first. A page costs the same however many there are before it. */
@Component
class History {

    static final int PAGE = 24;

    private static final String LIVE = "state in ('QUEUED', 'SUBMITTING', 'RUNNING', 'UNCERTAIN', 'COLLECTING')";
    private static final int LIVE_AT_MOST = 100;

    private final JdbcClient jdbc;
    private final GenerationRows rows;

    History(JdbcClient jdbc, GenerationRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** Those that have ended and fit the filter, after a place. */
    Page page(AccountId who, Filter filter, Optional<Keyset> after) {
        Map<String, Object> values = new HashMap<>();
        String sql = sql(who, filter, after, values);
        List<UUID> ids = jdbc.sql(sql).params(values).query(UUID.class).list();
        List<Generation> found = inOrder(ids);
        boolean more = found.size() > PAGE;
        List<Generation> shown = more ? found.subList(0, PAGE) : found;
        return new Page(shown, more ? token(shown.getLast()) : null);
    }

    /** The statement and, in {@code values}, what it is asked with; also for the test that has it explained. */
    static String sql(AccountId who, Filter filter, Optional<Keyset> after, Map<String, Object> values) {
        List<String> where = new ArrayList<>();
        where.add("owner = :owner and deleted_at is null");
        values.put("owner", who.value());
        filter.state()
                .ifPresentOrElse(
                        state -> {
                            where.add("state = :state");
                            values.put("state", state.name());
                        },
                        () -> where.add("state in ('SUCCEEDED', 'FAILED', 'CANCELLED')"));
        filter.model().ifPresent(model -> {
            where.add("model = :model");
            values.put("model", model);
        });
        if (!filter.apis().isEmpty()) {
            where.add("api in (:apis)");
            values.put("apis", filter.apis().stream().map(ProviderApi::name).toList());
        }
        filter.mode().ifPresent(mode -> {
            where.add("mode = :mode");
            values.put("mode", mode.name());
        });
        filter.words().ifPresent(words -> {
            where.add("prompt ilike :words");
            values.put("words", "%" + escaped(words) + "%");
        });
        after.ifPresent(place -> {
            where.add("(asked_at, id) < (:at, :id)");
            values.put("at", utc(place.at()));
            values.put("id", place.id());
        });
        return "select id from generation where " + String.join(" and ", where)
                + " order by asked_at desc, id desc limit " + (PAGE + 1);
    }

    private static String escaped(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** Those under way, the newest first. */
    List<Generation> live(AccountId who) {
        List<UUID> ids = jdbc.sql("select id from generation where owner = :owner and deleted_at is null and " + LIVE
                        + " order by asked_at desc, id desc limit " + LIVE_AT_MOST)
                .param("owner", who.value())
                .query(UUID.class)
                .list();
        return inOrder(ids);
    }

    boolean any(AccountId who) {
        return jdbc.sql("select exists (select 1 from generation where owner = :owner and deleted_at is null)")
                .param("owner", who.value())
                .query(Boolean.class)
                .single();
    }

    /** What was typed lately, each once, with the last generation it made. */
    List<Prompt> prompts(AccountId who) {
        return jdbc.sql("""
                select prompt, id from (
                  select distinct on (prompt) prompt, id, asked_at from (
                    select prompt, id, asked_at from generation
                    where owner = :owner and deleted_at is null and prompt <> ''
                    order by asked_at desc, id desc limit 60) lately
                  order by prompt, asked_at desc) once
                order by asked_at desc limit 12
                """)
                .param("owner", who.value())
                .query((row, number) -> new Prompt(row.getString("prompt"), row.getObject("id", UUID.class)))
                .list();
    }

    /** When the oldest video that anyone may still open was made. */
    Optional<Instant> oldestKept(Instant now) {
        return jdbc.sql("""
                select finished_at from generation
                where state = 'SUCCEEDED' and deleted_at is null and finished_at > :begin and deadline > :now
                order by finished_at limit 1
                """)
                .param("begin", utc(now.minus(Generation.OUTPUT_LIFE)))
                .param("now", utc(now))
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    private List<Generation> inOrder(List<UUID> ids) {
        Map<UUID, Generation> found =
                rows.findAllById(ids).stream().collect(Collectors.toMap(Generation::getId, Function.identity()));
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .toList();
    }

    private static String token(Generation last) {
        return new Keyset(last.askedAt(), last.generationId().value()).token();
    }

    /** @param next the place after which older ones begin, {@code null} on the last page */
    record Page(List<Generation> shown, @Nullable String next) {}

    record Prompt(String words, UUID generation) {}

    /** What stands in the address; what makes no sense is no filter. */
    record Filter(
            Optional<State> state,
            Optional<String> model,
            List<ProviderApi> apis,
            Optional<Mode> mode,
            Optional<String> words) {

        boolean none() {
            return state.isEmpty() && model.isEmpty() && apis.isEmpty() && mode.isEmpty() && words.isEmpty();
        }

        static Optional<String> words(String typed) {
            // The database takes no NUL, and nobody types control characters on purpose.
            String words = typed.replaceAll("\\p{Cntrl}", "").strip();
            return words.isEmpty() || words.length() > 200 ? Optional.empty() : Optional.of(words);
        }
    }
}
