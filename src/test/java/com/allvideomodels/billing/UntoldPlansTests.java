package com.allvideomodels.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.ProductTest;
import com.allvideomodels.account.AccountClosure;
import com.allvideomodels.account.TestAccounts;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.billing.Told.Standing;
import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Creem lists the plans of everybody who ever had one. What it never told is made true, and people who are gone cost nothing. */
@ProductTest
class UntoldPlansTests {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    UntoldPlans untold;

    @Autowired
    Subscriptions subscriptions;

    @Autowired
    Plans plans;

    @Autowired
    TestAccounts people;

    @Autowired
    AccountClosure closure;

    @Autowired
    ConfigurableTransactionManager transactions;

    @Test
    void thePlanOfWhoeverHasAnAccountIsMadeTrueOpenOrClosed() {
        AccountId ana = people.openAccount().id();
        AccountId bob = people.openAccount().id();
        closure.close(bob, new Actor.Person(bob));
        untold.makeTrue(page(AccountId.fresh(), ana, bob));
        assertThat(List.of(ana, bob))
                .allSatisfy(
                        who -> assertThat(subscriptions.of(who).orElseThrow().standing())
                                .isEqualTo(Standing.ENDED));
    }

    @Test
    void manyPeopleWhoAreGoneCostAPageNoMoreThanOne() {
        JsonNode one = page(AccountId.fresh());
        JsonNode many = page(Stream.generate(AccountId::fresh).limit(50).toArray(AccountId[]::new));
        assertThat(transactionsOf(() -> untold.makeTrue(many)))
                .isEqualTo(transactionsOf(() -> untold.makeTrue(one)))
                .isLessThan(3);
    }

    private JsonNode page(AccountId... owners) {
        return JSON.valueToTree(Stream.of(owners).map(this::plan).toList());
    }

    /** One that is over, so that nobody sets out to end it. */
    private Map<String, Object> plan(AccountId owner) {
        return Map.of(
                "id", "sub_" + UUID.randomUUID(),
                "product", plans.find("light-month").orElseThrow().atCreem(),
                "status", "canceled",
                "metadata", Map.of(Owners.ACCOUNT, owner.toString()),
                "updated_at", Instant.now().toString());
    }

    /** Of this thread. */
    private int transactionsOf(Runnable work) {
        var count = new Count();
        var before = List.copyOf(transactions.getTransactionExecutionListeners());
        var with = new ArrayList<>(before);
        with.add(count);
        transactions.setTransactionExecutionListeners(with);
        try {
            work.run();
        } finally {
            transactions.setTransactionExecutionListeners(before);
        }
        return count.begun;
    }

    private static final class Count implements TransactionExecutionListener {

        private final Thread thread = Thread.currentThread();
        private int begun;

        @Override
        public void afterBegin(TransactionExecution transaction, @Nullable Throwable failure) {
            if (Thread.currentThread() == thread) {
                begun++;
            }
        }
    }
}
