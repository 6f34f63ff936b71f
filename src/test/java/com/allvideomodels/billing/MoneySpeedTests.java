package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.TestDatabase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** With a hundred thousand payments every question that is asked all the time reads what it answers and little else. */
class MoneySpeedTests {

    private static final int ROWS = 100_000;
    private static final OffsetDateTime NOW =
            Instant.parse("2026-11-27T00:00:00Z").atOffset(ZoneOffset.UTC);

    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = TestDatabase.with(context -> {});
        run("""
                insert into payment (id, payer, transaction_id, kind, product, credits, net, tax, charged, currency, due, taken_back, paid_at)
                select gen_random_uuid(), gen_random_uuid(), 'tran_' || n, 'pack', 'pack-500', 500, 600, 114, 714, 'USD',
                  case when n % 100 = 0 then 500 else 0 end, case when n % 500 = 0 then 0 when n % 100 = 0 then 500 else 0 end, :now
                from generate_series(1, :rows) n
                """);
        run("""
                insert into refund (id, transaction_id, amount, status, settled, told_at)
                select 'ref_' || n, 'tran_' || n, 714, 'succeeded', true, :now from generate_series(1, :rows) n
                """);
        run("""
                insert into dispute (id, transaction_id, amount, told_at)
                select 'disp_' || n, 'tran_' || n, 714, :now from generate_series(1, :rows) n
                """);
        run("""
                insert into creem_event (id, type, received_at, state, outcome, due_at)
                select 'evt_' || n, 'checkout.completed', :now, case when n % 100 = 0 then 'waiting' else 'done' end,
                  case when n % 100 = 0 then null else 'done' end, case when n % 100 = 0 then :now - n * interval '1 second' end
                from generate_series(1, :rows) n
                """);
        run("""
                insert into checkout (id, account_id, click, product, mode, price, currency, credits, state, asked_at, look_at, ended_at)
                select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'pack-500', 'test', 600, 'USD', 500,
                  case when n % 100 = 0 then 'open' else 'paid' end, :now, case when n % 100 = 0 then :now end,
                  case when n % 100 = 0 then null else :now end
                from generate_series(1, :rows) n
                """);
        run("""
                insert into ledger_transaction (id, owner, kind, cause_kind, cause_reference, amount, available_after, held_after, at)
                select gen_random_uuid(), payer, 'grant', 'payment', id::text, 500, 500, 0, :now from payment limit :rows
                """);
        run("""
                insert into ledger_lot (id, owner, available, held, granted_at)
                select id, owner, 500, 0, :now from ledger_transaction limit :rows
                """);
        database.sql()
                .sql("analyze payment, refund, dispute, creem_event, checkout, ledger_transaction, ledger_lot")
                .update();
    }

    private static void run(String statement) {
        var one = database.sql().sql(statement).param("rows", ROWS);
        (statement.contains(":now") ? one.param("now", NOW) : one).update();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void whatIsToldIsTakenInItsOrder() {
        readsLittle(
                CreemEvents.CLAIM, Map.of("now", NOW, "until", NOW.plusMinutes(2), "most", 50), "creem_event_waiting");
    }

    @Test
    void theNextCheckoutToLookAtIsTheFirstOfItsIndex() {
        readsLittle(Checkouts.CLAIM, Map.of("now", NOW, "until", NOW.plusMinutes(2)), "checkout_to_look_at");
    }

    @Test
    void aPageOfTransactionsIsFoundByTheirNames() {
        String[] names = {"tran_1", "tran_500", "tran_99999", "tran_of_nobody"};
        readsLittle(PaymentRows.KNOWN, Map.of("transactions", names), "payment_transaction_id_key");
    }

    @Test
    void onlyPaymentsOfWhichSomethingIsOwedAreLookedThrough() {
        readsLittle(OwedRows.OWING, Map.of("after", new UUID(0, 0), "most", 20), "payment_owing");
    }

    @Test
    void onlyPaymentsWithoutAmountsAreLookedThrough() {
        readsLittle(
                PaymentRows.WITHOUT_AMOUNTS, Map.of("after", NOW.minusHours(1), "most", 20), "payment_without_amounts");
    }

    @Test
    void whatWentBackOfAPaymentIsFoundByIt() {
        readsLittle(PaymentRows.KNOWN, Map.of("transactions", new String[] {"tran_77"}), "refund_of_transaction");
    }

    @Test
    void whatWasPaidInAnHourIsFoundByItsTime() {
        readsLittle(PaymentRows.BETWEEN, Map.of("first", NOW.plusHours(1), "last", NOW.plusHours(2)), "payment_paid");
    }

    private static void readsLittle(String question, Map<String, Object> parameters, String index) {
        JdbcClient sql = database.sql();
        String plan = database.transactions().execute(status -> {
            status.setRollbackOnly();
            return String.join(
                    "\n",
                    sql.sql("explain (analyze, buffers) " + question)
                            .params(parameters)
                            .query(String.class)
                            .list());
        });
        assertThat(plan).contains(index).doesNotContain("Seq Scan");
        assertThat(plan).containsPattern("Buffers: shared hit=\\d{1,3}( |\\n)");
    }
}
