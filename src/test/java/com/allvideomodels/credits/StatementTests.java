package com.allvideomodels.credits;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page of credits costs when there are many people with many entries. */
class StatementTests {

    private static TestDatabase database;
    private static UUID owner;
    private static UUID middle;

    @BeforeAll
    static void fill() {
        database = TestDatabase.with(context -> context.registerBean(Statement.class));
        database.sql().sql("""
                insert into ledger_transaction (id, owner, kind, cause_kind, cause_reference, amount, available_after, held_after, at)
                select gen_random_uuid(), md5('owner ' || n % 50)::uuid, 'grant', 'test', n::text, 1, n, 0, now()
                from generate_series(1, 50000) n
                """).update();
        database.sql().sql("""
                insert into ledger_entry (transaction_id, owner, bucket, delta)
                select t.id, case when b = 'available' then t.owner end, b, case when b = 'available' then 1 else -1 end
                from ledger_transaction t cross join unnest(array['available', 'issued']) b
                """).update();
        database.sql().sql("""
                insert into ledger_balance select owner, count(*), 0, max(id) from ledger_entry where owner is not null group by owner
                """).update();
        database.sql().sql("analyze ledger_transaction").update();
        database.sql().sql("analyze ledger_entry").update();
        owner = database.sql()
                .sql("select md5('owner 7')::uuid")
                .query(UUID.class)
                .single();
        middle = database.sql()
                .sql("select id from ledger_transaction where owner = :owner order by number offset 500 limit 1")
                .param("owner", owner)
                .query(UUID.class)
                .single();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void aPageOfEntriesIsReadByIndexHoweverDeepItLies() {
        for (UUID place : new UUID[] {null, middle}) {
            String plan = plan(place);
            assertThat(plan).contains("ledger_transaction_of_owner").doesNotContain("Seq Scan", "Sort");
        }
        assertThat(buffers(middle)).isLessThan(buffers(null) + 20);
    }

    @Test
    void theRecountAgreesOverAThousandEntries() {
        var recount = database.get(Statement.class).recount(new com.allvideomodels.kernel.AccountId(owner));
        assertThat(recount).isEqualTo(new Statement.Recount(1000, 1000, 0, true));
    }

    private static String plan(UUID before) {
        return String.join("\n", explain("explain", before));
    }

    /** How many pages of the database the query touches. */
    private static long buffers(UUID before) {
        String first = explain("explain (analyze, buffers, timing off, summary off)", before).stream()
                .filter(line -> line.contains("Buffers: shared"))
                .findFirst()
                .orElseThrow();
        return java.util.regex.Pattern.compile("(?:hit|read)=(\\d+)")
                .matcher(first)
                .results()
                .mapToLong(result -> Long.parseLong(result.group(1)))
                .sum();
    }

    private static List<String> explain(String how, UUID before) {
        return database.sql()
                .sql(how + " " + Statement.PAGE)
                .param("owner", owner)
                .param("before", before)
                .param("limit", 31)
                .query(String.class)
                .list();
    }
}
