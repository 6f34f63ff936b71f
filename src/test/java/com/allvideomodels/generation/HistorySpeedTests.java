package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.generation.History.Filter;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Keyset;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With a hundred thousand rows, a page, a search and a claim read what they show and little else. */
@ProductTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistorySpeedTests {

    private static final int ROWS = 100_000;
    private static final Filter ANY =
            new Filter(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    @Autowired
    JdbcClient jdbc;

    private final AccountId keen = AccountId.fresh();

    @BeforeAll
    void fill() {
        jdbc.sql("""
                insert into generation (id, owner, client_key, body_hash, model, api, mode, prompt, settings, price, hold_id,
                  state, version, due_at, asked_at, running_at, collecting_at, finished_at, captured, output, deadline)
                select gen_random_uuid(), case when n % 2 = 0 then cast(:keen as uuid) else gen_random_uuid() end,
                  gen_random_uuid(), 'x', 'speed-model', 'RUNWAY', 'TEXT', 'a prompt about thing ' || n, '{}', 10,
                  gen_random_uuid(), 'SUCCEEDED', 0, t, t, t, t, t, 10, gen_random_uuid(), t + interval '7 days'
                from (select n, timestamptz '2020-01-01 00:00:00Z' + n * interval '1 minute' as t
                      from generate_series(1, :rows) n) many
                """).param("keen", keen.value()).param("rows", ROWS).update();
        jdbc.sql("analyze generation").update();
    }

    @AfterAll
    void empty() {
        jdbc.sql("delete from generation where model = 'speed-model'").update();
        jdbc.sql("analyze generation").update();
    }

    @Test
    void theFirstPageAndTheThousandthReadAsMuch() {
        long first = blocks(ANY, Optional.empty());
        Instant deep = Instant.parse("2020-01-03T00:00:00Z");
        long last = blocks(ANY, Optional.of(new Keyset(deep, UUID.randomUUID())));
        assertThat(first).isLessThan(200);
        assertThat(last).isLessThan(200);
    }

    @Test
    void aRareWordIsFoundByItsIndex() {
        var filter =
                new Filter(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.of("thing 31416"));
        assertThat(plan(filter, Optional.empty())).contains("generation_prompt");
        assertThat(blocks(filter, Optional.empty())).isLessThan(1500);
    }

    @Test
    void whatIsDueIsFoundWithoutReadingWhatIsDone() {
        String plan = String.join("\n", jdbc.sql("""
                explain (analyze, buffers)
                select id from generation where state = 'RUNNING' and due_at <= now()
                  and (lease_until is null or lease_until <= now()) order by due_at limit 64 for update skip locked
                """).query(String.class).list());
        // Whichever of the indexes of unfinished ones: with few of them they are worth the same.
        assertThat(plan).containsPattern("generation_(due|in_hand|live)").doesNotContain("Seq Scan");
    }

    @Test
    void estimatesReadAHundredRows() {
        String plan = String.join(
                "\n",
                jdbc.sql("explain " + Estimates.SQL)
                        .param("models", new String[] {"speed-model"})
                        .param("most", Estimates.LOOKED_AT)
                        .param("enough", 5)
                        .query(String.class)
                        .list());
        assertThat(plan).contains("generation_pace").doesNotContain("Seq Scan on generation");
    }

    private String plan(Filter filter, Optional<Keyset> after) {
        Map<String, Object> values = new HashMap<>();
        String sql = History.sql(keen, filter, after, values);
        return String.join(
                "\n",
                jdbc.sql("explain (analyze, buffers) " + sql)
                        .params(values)
                        .query(String.class)
                        .list());
    }

    /** Pages of the database that were touched at the top of the plan. */
    private long blocks(Filter filter, Optional<Keyset> after) {
        String plan = plan(filter, after);
        var found = java.util.regex.Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?")
                .matcher(plan);
        assertThat(found.find()).as(plan).isTrue();
        return number(found.group(1)) + number(found.group(2));
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
