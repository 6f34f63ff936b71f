package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.PowerCut;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.CreditsFixtures;
import com.allvideomodels.credits.HoldId;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.creem.CreemDesk;
import com.allvideomodels.creem.CreemDesk.Message;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody buys, is told, spends, waits, or the power fails: one of it with each step, by chance. */
final class MoneyStory {

    /** Longer than what a dead node has taken stays its own. */
    static final Duration LEASES = Duration.ofMinutes(3);

    private final MoneyHouse house;
    private final CreemDesk desk;
    private final Random random;
    private final MoneyActs acts;
    private final Ledger ledger;
    private final TransactionTemplate transaction;
    private final Map<HoldId, Long> holds = new LinkedHashMap<>();
    private int heard;

    MoneyStory(MoneyHouse house, CreemDesk desk, StillClock time, long seed) {
        this.house = house;
        this.desk = desk;
        this.random = new Random(seed);
        this.acts = new MoneyActs(desk, time, random, house);
        this.ledger = house.get(Ledger.class);
        this.transaction = house.database.transactions();
    }

    void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> acts.act();
            case 3, 4 -> isTold();
            case 5 -> hold();
            case 6 -> settleOne();
            case 7 -> acts.passes(Duration.ofMinutes(1 + random.nextInt(600)));
            case 8 -> muchLater();
            default -> work();
        }
    }

    /** Some of what is new, mixed, some of it twice, and something old again; of the rest a part is never told. */
    private void isTold() {
        List<Message> all = desk.told();
        List<Message> some = new ArrayList<>(all.subList(heard, all.size()));
        heard = all.size();
        some.removeIf(one -> random.nextInt(5) == 0);
        some.addAll(some.stream().filter(one -> random.nextInt(4) == 0).toList());
        if (!all.isEmpty()) {
            some.add(all.get(random.nextInt(all.size())));
        }
        Collections.shuffle(some, random);
        some.forEach(house::hears);
    }

    private void hold() {
        AccountId who = acts.anybody();
        long wanted = 1 + random.nextInt(1500);
        Ledger.Held answer = in(() -> ledger.hold(
                who, new Credits(wanted), new Cause("test", UUID.randomUUID().toString())));
        if (answer instanceof Ledger.Held.Set set) {
            holds.put(set.hold(), wanted);
        }
    }

    private void settleOne() {
        if (holds.isEmpty()) {
            return;
        }
        HoldId hold = new ArrayList<>(holds.keySet()).get(random.nextInt(holds.size()));
        long held = holds.remove(hold);
        in(() -> {
            if (random.nextInt(3) == 0) {
                ledger.release(hold);
            } else {
                ledger.capture(hold, new Credits(random.nextLong(held + 1)));
            }
            return true;
        });
    }

    /** Months pass, but not before what a day would have brought was brought. */
    private void muchLater() {
        if (random.nextInt(3) == 0) {
            house.worksOff();
            house.reconciles();
            acts.passes(Duration.ofDays(20 + random.nextInt(60)));
        }
    }

    private void work() {
        Runnable job = List.<Runnable>of(
                        house::worksOff,
                        house::worksOff,
                        house.get(CheckoutWatch.class)::look,
                        house.get(Reconciliation.class)::run,
                        house.get(OwedCredits.class)::takeBack,
                        () -> CreditsFixtures.lapse(house.database))
                .get(random.nextInt(6));
        if (random.nextInt(3) != 0) {
            job.run();
            return;
        }
        try (PowerCut power = house.powerCut()) {
            if (power.during(job, random.nextInt(5))) {
                acts.passes(LEASES);
            }
        }
    }

    void holdsAllAlong(String context) {
        CreditsFixtures.audit(house.sql(), context);
        house.sql()
                .sql("select transaction_id, credits, due, taken_back from payment")
                .query()
                .listOfRows()
                .forEach(row -> {
                    var expected = acts.expected((String) row.get("transaction_id"))
                            .orElseThrow(() -> new AssertionError(context + ": nobody paid " + row));
                    assertThat((long) row.get("credits")).as(context).isEqualTo(expected.credits());
                    assertThat((long) row.get("due")).as(context).isLessThanOrEqualTo(expected.due());
                    assertThat((long) row.get("taken_back")).as(context).isLessThanOrEqualTo((long) row.get("due"));
                });
        assertThat(total("select coalesce(sum(amount), 0) from ledger_transaction where cause_kind = 'payment'"))
                .as("%s: nothing is granted but what was paid", context)
                .isEqualTo(total("select coalesce(sum(credits), 0) from payment"));
    }

    private long total(String question) {
        return house.sql().sql(question).query(Long.class).single();
    }

    /** All that is held is free again, and all that runs by the clock has run. */
    void comesToRest() {
        holds.keySet()
                .forEach(one -> in(() -> {
                    ledger.release(one);
                    return true;
                }));
        holds.clear();
        acts.passes(LEASES);
        house.worksOff();
        house.reconciles();
    }

    /** Everything that was paid is in the books, and nothing else; the books are compared and do not differ. */
    void isTold(String context) {
        acts.expected().forEach(one -> one.isTrueIn(house, context));
        assertThat(total("select count(*) from payment"))
                .as(context)
                .isEqualTo(acts.expected().size());
        var report = house.get(ReconciliationRows.class).newest(1).getFirst();
        assertThat(report.isEven()).as("%s: %s", context, report).isTrue();
        acts.standings()
                .forEach((plan, word) -> assertThat(house.sql()
                                .sql("select status from subscription where id = :id")
                                .param("id", plan)
                                .query(String.class)
                                .single())
                        .as("%s: %s", context, plan)
                        .isEqualTo(word));
    }

    /** By all means there are, and as if nothing of it had been heard before. */
    void everythingIsToldAgain() {
        house.sql().sql("delete from creem_event").update();
        List<Message> all = new ArrayList<>(desk.told());
        Collections.shuffle(all, random);
        all.forEach(house::hears);
        house.worksOff();
        house.reconciles();
    }

    /** Every byte of the ledger and of the payments. */
    String books() {
        return CreditsFixtures.checksum(house.sql()) + end(house);
    }

    /** What is left of it all for people, in words that are the same wherever it was told. */
    static String end(MoneyHouse house) {
        return String.join("\n", house.sql().sql("""
                        select concat_ws(' ', transaction_id, payer, product, credits, net, tax, charged, currency, country, refunded, due,
                          taken_back, paid_at) from payment
                        union all select concat_ws(' ', id, account_id, plan, status, period_start, period_end, as_of) from subscription
                        union all select concat_ws(' ', owner, available, held) from ledger_balance where available > 0 or held > 0
                        union all select concat_ws(' ', owner, available, held, lapses_at) from ledger_lot
                        order by 1
                        """).query(String.class).list());
    }

    private <T> T in(Supplier<T> work) {
        return transaction.execute(status -> work.get());
    }
}
