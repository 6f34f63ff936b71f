package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.creem.CreemDesk;
import com.allvideomodels.creem.CreemDesk.Page;
import com.allvideomodels.kernel.AccountId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;

/** What people and banks do at Creem, by chance, and what should come of it, worked out apart from the product. */
final class MoneyActs {

    private static final int PEOPLE = 4;

    private final CreemDesk desk;
    private final StillClock time;
    private final Random random;
    private final List<MoneyHouse> houses;
    private final List<Product> products;
    private final Map<String, Expected> payments = new LinkedHashMap<>();
    private final Map<String, Plan> plans = new LinkedHashMap<>();

    /** Somebody's plan, and which it is now. */
    private static final class Plan {

        private final AccountId owner;
        private Product product;

        Plan(AccountId owner, Product product) {
            this.owner = owner;
            this.product = product;
        }
    }

    MoneyActs(CreemDesk desk, StillClock time, Random random, MoneyHouse... houses) {
        this.desk = desk;
        this.time = time;
        this.random = random;
        this.houses = List.of(houses);
        this.products = houses[0].get(Plans.class).offered();
    }

    static AccountId person(int number) {
        return new AccountId(UUID.nameUUIDFromBytes(("person " + number).getBytes(StandardCharsets.UTF_8)));
    }

    AccountId anybody() {
        return person(random.nextInt(PEOPLE));
    }

    Collection<Expected> expected() {
        return payments.values();
    }

    Optional<Expected> expected(String transaction) {
        return Optional.ofNullable(payments.get(transaction));
    }

    /** How Creem says that each plan stands. */
    Map<String, String> standings() {
        Map<String, String> words = new LinkedHashMap<>();
        plans.keySet().forEach(one -> words.put(one, desk.standing(one)));
        return words;
    }

    /** Something happens, and a moment passes. */
    void act() {
        passes(Duration.ofSeconds(1 + random.nextInt(600)));
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> buy();
            case 3, 4 -> plan(one -> true).ifPresent(this::renew);
            case 5 -> plan(one -> true).ifPresent(one -> desk.stands(one, word()));
            case 6 -> plan(one -> true).ifPresent(this::change);
            case 7, 8 -> payment(one -> desk.left(one.transaction) > 0).ifPresent(this::refund);
            default -> payment(one -> !one.disputed && random.nextBoolean()).ifPresent(this::dispute);
        }
    }

    /** For Creem and for all who listen to it. */
    void passes(Duration some) {
        time.advance(some);
        houses.forEach(one -> one.clock.advance(some));
    }

    private String word() {
        return List.of("scheduled_cancel", "past_due", "unpaid", "paused", "canceled", "active")
                .get(random.nextInt(6));
    }

    private void buy() {
        AccountId who = anybody();
        Product product = products.get(random.nextInt(products.size()));
        int units = product instanceof Product.Pack ? 1 + random.nextInt(3) : 1;
        Page page = desk.checkout(product.atCreem(), units, who.toString());
        houses.forEach(one -> one.begun(who, product, page));
        if (random.nextInt(6) == 0) {
            return;
        }
        String transaction = desk.pay(page.checkout(), who + "@example.test");
        paid(transaction, who, product, units);
        desk.subscription(page.checkout()).ifPresent(one -> plans.put(one, new Plan(who, product)));
    }

    private void renew(String plan) {
        Plan one = plans.get(plan);
        paid(desk.renew(plan), one.owner, one.product, 1);
    }

    private void paid(String transaction, AccountId who, Product product, int units) {
        payments.put(
                transaction,
                new Expected(transaction, who, product.credits().amount() * units, desk.charged(transaction)));
    }

    private void change(String plan) {
        List<Product> others =
                products.stream().filter(Product.Plan.class::isInstance).toList();
        Product next = others.get(random.nextInt(others.size()));
        plans.get(plan).product = next;
        desk.change(plan, next.atCreem());
    }

    private void refund(Expected payment) {
        long left = desk.left(payment.transaction);
        long amount = random.nextBoolean() ? left : 1 + random.nextLong(left);
        boolean moves = random.nextInt(5) != 0;
        desk.refund(payment.transaction, amount, moves ? "succeeded" : "pending");
        payment.refunded += moves ? amount : 0;
    }

    private void dispute(Expected payment) {
        desk.dispute(payment.transaction);
        payment.disputed = true;
    }

    private Optional<String> plan(Predicate<String> which) {
        return any(plans.keySet().stream().filter(which).toList());
    }

    private Optional<Expected> payment(Predicate<Expected> which) {
        return any(payments.values().stream().filter(which).toList());
    }

    private <T> Optional<T> any(List<T> all) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    /** What a payment should have come to. */
    static final class Expected {

        private final String transaction;
        private final AccountId who;
        private final long credits;
        private final long charged;
        private long refunded;
        private boolean disputed;

        Expected(String transaction, AccountId who, long credits, long charged) {
            this.transaction = transaction;
            this.who = who;
            this.credits = credits;
            this.charged = charged;
        }

        long credits() {
            return credits;
        }

        AccountId who() {
            return who;
        }

        /** The same part of the credits as of the money, and never a part of a credit more. */
        long due() {
            return disputed
                    ? credits
                    : BigInteger.valueOf(credits)
                            .multiply(BigInteger.valueOf(refunded))
                            .divide(BigInteger.valueOf(charged))
                            .longValueExact();
        }

        void isTrueIn(MoneyHouse house, String context) {
            var row = house.sql()
                    .sql("""
                            select p.payer::text, p.credits, p.charged, p.due, p.taken_back,
                              (select count(*) from ledger_transaction t where t.kind = 'grant' and t.cause_kind = 'payment'
                                and t.cause_reference = p.id::text) as grants,
                              (select coalesce(sum(t.amount), 0) from ledger_transaction t where t.kind = 'grant'
                                and t.cause_kind = 'payment' and t.cause_reference = p.id::text) as granted,
                              (select coalesce(sum(t.amount), 0) from ledger_transaction t where t.kind = 'clawback'
                                and t.cause_reference like p.id || '/%') as clawed,
                              (select coalesce(sum(l.available), 0) from ledger_lot l
                                join ledger_transaction t on t.id = l.id where t.cause_reference = p.id::text) as left
                            from payment p where p.transaction_id = :transaction
                            """)
                    .param("transaction", transaction)
                    .query()
                    .listOfRows();
            assertThat(row).as("%s: %s is there", context, transaction).hasSize(1);
            Map<String, Object> is = new ArrayList<>(row).getFirst();
            assertThat(is)
                    .as("%s: %s", context, transaction)
                    .containsEntry("payer", who.toString())
                    .containsEntry("credits", credits)
                    .containsEntry("charged", charged)
                    .containsEntry("due", due())
                    .containsEntry("grants", 1L);
            long takenBack = (long) is.get("taken_back");
            assertThat(is.get("granted").toString()).as(context).isEqualTo(Long.toString(credits));
            assertThat(is.get("clawed").toString()).as(context).isEqualTo(Long.toString(takenBack));
            assertThat(takenBack == due() || is.get("left").toString().equals("0"))
                    .as("%s: of %s something is owed only if nothing of it is left: %s", context, transaction, is)
                    .isTrue();
        }
    }
}
