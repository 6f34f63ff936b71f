package com.allvideomodels.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.request.Queue.Filter;
import com.allvideomodels.request.Queue.Shelf;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With a hundred thousand requests every page of the queue reads what it shows and little else. */
@ProductTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueueSpeedTests {

    private static final int ROWS = 100_000;

    @Autowired
    JdbcClient sql;

    private final UUID whose = UUID.randomUUID();

    @BeforeAll
    void fill() {
        sql.sql("""
                insert into privacy_request (id, number, received_at, channel, asked, regime, requester, account_id, language,
                  due_at, status, denial, closed_at)
                select gen_random_uuid(), gen_random_uuid()::text, t, 'form', 'access',
                  case when n % 3 = 0 then 'ccpa' else 'gdpr' end, 'self', :whose, 'en', t + interval '30 days',
                  case when n % 2 = 0 then 'denied' else 'open' end, case when n % 2 = 0 then 'no-match' end,
                  case when n % 2 = 0 then t + interval '1 day' end
                from (select n, timestamptz '2040-01-01 00:00:00Z' + n * interval '1 minute' as t
                      from generate_series(1, :rows) n) many
                """).param("whose", whose).param("rows", ROWS).update();
        sql.sql("analyze privacy_request").update();
    }

    @AfterAll
    void empty() {
        sql.sql("delete from privacy_request where account_id = :whose")
                .param("whose", whose)
                .update();
        sql.sql("analyze privacy_request").update();
    }

    @Test
    void anOpenRequestIsFoundInTheOrderOfItsDueDateOnTheFirstPageAndOnTheThousandth() {
        var all = new Filter(Shelf.OPEN, Optional.empty(), Optional.empty());
        assertReadsLittle(all, "", "privacy_request_due");
        assertReadsLittle(all, "2040-02-20T00:00:00Z", "privacy_request_due");
        assertReadsLittle(
                new Filter(Shelf.OPEN, Optional.of(Regime.CCPA), Optional.empty()), "", "privacy_request_due");
    }

    @Test
    void aClosedOneIsFoundInTheOrderOfItsEnd() {
        var closed = new Filter(Shelf.CLOSED, Optional.empty(), Optional.empty());
        assertReadsLittle(closed, "", "privacy_request_closed");
        assertReadsLittle(closed, "2040-02-20T00:00:00Z", "privacy_request_closed");
    }

    private void assertReadsLittle(Filter filter, String after, String index) {
        Optional<Keyset> place =
                after.isEmpty() ? Optional.empty() : Optional.of(new Keyset(Instant.parse(after), UUID.randomUUID()));
        boolean closed = filter.shelf().isClosed();
        String text = Queue.text(filter, place.isPresent(), closed ? "closed_at" : "due_at", closed ? "desc" : "asc");
        var query = sql.sql("explain (analyze, buffers) " + text);
        if (place.isPresent()) {
            query = query.param("at", RequestReading.utc(place.get().at()))
                    .param("id", place.get().id());
        }
        if (filter.regime().isPresent()) {
            query = query.param("regime", filter.regime().get().key());
        }
        String plan = String.join("\n", query.query(String.class).list());
        assertThat(plan).contains(index).doesNotContain("Seq Scan", "Sort");
        assertThat(plan).containsPattern("Buffers: shared hit=\\d{1,3}( |\\n)");
    }
}
