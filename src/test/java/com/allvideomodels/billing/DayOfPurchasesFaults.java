package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.credits.CreditsFixtures;
import com.allvideomodels.creem.CreemDesk;
import com.allvideomodels.creem.CreemDesk.Message;
import com.allvideomodels.creem.CreemDesk.Page;
import com.allvideomodels.creem.LocalCreem;
import com.allvideomodels.kernel.AccountId;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.IMetricsTracker;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A day of ten thousand purchases, of which some were never told and some twice, is compared with Creem, and nothing differs. */
@Tag("long")
class DayOfPurchasesFaults {

    private static final int PURCHASES = Integer.getInteger("faults.purchases", 10_000);
    private static final int PEOPLE = 500;
    private static final int PAGE = 100;

    /** Of every hundred events. */
    private static final int LOST = 5;

    private static final int TWICE = 10;

    /** Of every hundred payments. */
    private static final int REFUNDED = 3;

    private final StillClock time = new StillClock();
    private final Random random = new Random(20_261_127);
    private final AtomicLong used = new AtomicLong();

    @Test
    @Timeout(180)
    void theBooksOfADayAreThoseOfCreem() {
        try (LocalCreem creem = MoneyHouse.creem(time);
                MoneyHouse house = MoneyHouse.over(creem)) {
            house.database.get(HikariDataSource.class).setMetricsTrackerFactory((pool, stats) -> new Used());
            day(house, creem.desk());
            creem.desk().told().stream().flatMap(this::asTold).forEach(house::hears);
            house.worksOff();
            passes(house, Duration.ofHours(1));
            house.get(CheckoutWatch.class).look();
            house.get(Reconciliation.class).run();
            agrees(house, true);
            comparesCheaply(house, creem);
            CreditsFixtures.audit(house.sql(), "after a day");
        }
    }

    private void day(MoneyHouse house, CreemDesk desk) {
        List<Product> products = house.get(Plans.class).offered();
        for (int number = 0; number < PURCHASES; number++) {
            passes(house, Duration.ofDays(1).dividedBy(PURCHASES));
            AccountId who = MoneyActs.person(number % PEOPLE);
            Product product = products.get(random.nextInt(products.size()));
            Page page = desk.checkout(product.atCreem(), 1, who.toString());
            house.begun(who, product, page);
            String transaction = desk.pay(page.checkout(), "buyer" + number % PEOPLE + "@example.test");
            if (random.nextInt(100) < REFUNDED) {
                desk.refund(transaction, 1 + random.nextLong(desk.left(transaction)), "succeeded");
            }
        }
    }

    private void passes(MoneyHouse house, Duration some) {
        time.advance(some);
        house.clock.advance(some);
    }

    private Stream<Message> asTold(Message one) {
        int luck = random.nextInt(100);
        return luck < LOST ? Stream.empty() : luck < LOST + TWICE ? Stream.of(one, one) : Stream.of(one);
    }

    private static void agrees(MoneyHouse house, boolean mended) {
        var report = house.get(ReconciliationRows.class).newest(1).getFirst();
        assertThat(report.transactions()).isEqualTo(PURCHASES);
        assertThat(report.isEven()).as("%s", report).isTrue();
        assertThat(report.mended() > 0).isEqualTo(mended);
        assertThat(number(house, "select count(*) from payment where charged is not null"))
                .isEqualTo(PURCHASES);
        assertThat(number(house, "select count(*) from ledger_transaction where kind = 'grant'"))
                .isEqualTo(PURCHASES);
        assertThat(number(house, "select sum(available) + sum(held) from ledger_balance"))
                .as("nobody has spent anything, so all that is due went back")
                .isEqualTo(number(house, "select sum(credits - due) from payment"));
    }

    /** Where nothing differs, a page costs one question to Creem and one to the database. */
    private void comparesCheaply(MoneyHouse house, LocalCreem creem) {
        long asked = creem.asked().size();
        long statements = used.get();
        long began = System.nanoTime();
        house.get(Reconciliation.class).run();
        double seconds = (System.nanoTime() - began) / 1e9;
        agrees(house, false);
        int pages = pages(PURCHASES) + pages((int) number(house, "select count(*) from subscription"));
        assertThat(creem.asked().size() - asked).isEqualTo(pages);
        assertThat(used.get() - statements).isLessThanOrEqualTo(pages + 20L);
        System.out.printf("%,d transactions compared in %.1f s%n", PURCHASES, seconds);
    }

    private static int pages(int of) {
        return Math.max(1, (of + PAGE - 1) / PAGE);
    }

    private static long number(MoneyHouse house, String question) {
        return house.sql().sql(question).query(Long.class).single();
    }

    private final class Used implements IMetricsTracker {

        @Override
        public void recordConnectionUsageMillis(long elapsed) {
            used.incrementAndGet();
        }
    }
}
