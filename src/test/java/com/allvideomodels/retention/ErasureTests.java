package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.TestAccounts.TestAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A person of whom every module has something, and what is left of them afterwards: searched for in the whole database. */
@ProductTest
class ErasureTests {

    @Autowired
    ApplicationContext product;

    @Autowired
    Erasures erasures;

    @Autowired
    ErasureWork work;

    @Autowired
    Destructions destructions;

    @Autowired
    RetentionPolicy policy;

    @Autowired
    List<RetentionRule> rules;

    @Autowired
    LegalHolds holds;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private Belongings belongings;
    private Traces traces;

    @BeforeEach
    void open() {
        belongings = new Belongings(product);
        traces = new Traces(sql);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Clause({"right.deletion", "retain.account", "gdpr.erasure", "ccpa.delete"})
    void nothingOfAnErasedPersonIsInAnyTableButWhatIsDeclared() {
        TestAccount ana = belongings.ofSomebody();
        String prompt = "a heron that nobody else thinks of " + UUID.randomUUID();
        UUID live = belongings.generation(ana.id(), prompt, "QUEUED");
        UUID done = belongings.generation(ana.id(), prompt, "SUCCEEDED");
        String name = nameOf(ana);
        List<String> words =
                List.of(ana.id().toString(), name, ana.email().value(), ana.username(), prompt, live.toString());
        assertThat(traces.of(ana.id().toString())).hasSizeGreaterThan(Traces.KEPT.size());
        assertThat(traces.of(prompt)).contains("generation.prompt");

        erase(ana);
        TestLog.write(product);

        assertThat(destructions.isErased(ana.id())).isTrue();
        for (String word : words) {
            assertThat(traces.of(word))
                    .as("where '%s' is still found", word)
                    .filteredOn(place -> !Traces.KEPT.contains(place) && !isBooked(place, word, live))
                    .isEmpty();
        }
        assertThat(traces.of(done.toString()))
                .as("the debt of a copy names no generation")
                .containsExactly("ledger_transaction.cause_reference");
        assertThat(count("provider_copy where task_id = '" + Belongings.task(done) + "' and state = 'DUE'"))
                .isOne();
        assertThat(count("consent_event where account_id = '" + ana.id() + "'")).isPositive();
    }

    /** People are told of every class before and after; a key's tombstone is the number of the account, which the list names. */
    @Test
    @Clause("right.deletion")
    void whateverStaysIsOnTheListThatPeopleAreTold() {
        Set<String> told = policy.afterAccounts().stream()
                .flatMap(rule -> rule.covers().stream())
                .map(RetentionPolicy.Cover::table)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        assertThat(Traces.KEPT)
                .extracting(place -> place.substring(0, place.indexOf('.')))
                .filteredOn(table -> !table.equals("key_death"))
                .allMatch(told::contains);
        assertThat(told).contains("ledger_transaction", "provider_copy");
    }

    /** The books go on saying for which video, by a number that leads nowhere now. */
    private static boolean isBooked(String place, String word, UUID generation) {
        return place.equals("ledger_transaction.cause_reference") && word.equals(generation.toString());
    }

    @Test
    void nobodyElseLosesAnything() {
        TestAccount ana = belongings.ofSomebody();
        TestAccount ben = belongings.ofSomebody();
        belongings.generation(ben.id(), "something of Ben's", "QUEUED");
        List<String> before = traces.of(ben.id().toString());
        erase(ana);
        assertThat(traces.of(ben.id().toString())).isEqualTo(before);
    }

    @Test
    void whatRanIsStoppedAndItsCreditsGoBackBeforeTheBooksForgetWhose() {
        TestAccount ana = belongings.ofSomebody();
        UUID running = belongings.generation(ana.id(), "it runs", "RUNNING");
        long held = ledgerHolds();
        erase(ana);
        assertThat(ledgerHolds()).isEqualTo(held - 10);
        assertThat(count("provider_copy where task_id = '" + Belongings.task(running) + "' and left_running"))
                .isOne();
    }

    /** Somebody is written to before they have an account, and while their address changes: such a letter names an address alone. */
    @Test
    @Clause("right.deletion")
    void aLetterThatNamesTheAddressAloneGoesEvenBeforeItWasSent() {
        TestAccount ana = belongings.ofSomebody();
        sql.sql("""
                insert into letter (id, address, language, template, contents, written_at, due_at)
                values (gen_random_uuid(), :to, 'en', 'confirm-address', '{"link": "https://app.test/c"}', now(), 'infinity')
                """).param("to", ana.email().value()).update();
        erase(ana);
        assertThat(count("letter where address = '" + ana.email().value() + "'"))
                .isZero();
    }

    @Test
    void erasingTwiceChangesNothing() {
        TestAccount ana = belongings.ofSomebody();
        erase(ana);
        erase(ana);
        assertThat(erasures.of(ana.id())).isEmpty();
    }

    /** H1 and section 10, "class without hold predicate": no rule of the product ends anything of a class that is held. */
    @Test
    @Clause("hold.exceptions")
    void noRuleEndsAnythingOfAClassThatIsHeld() {
        TestAccount ana = belongings.ofSomebody();
        belongings.generation(ana.id(), "long over", "SUCCEEDED");
        Instant late = clock.instant().plus(Duration.ofDays(20 * 365));
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            List<String> due = rules.stream()
                    .filter(rule -> rule.due(late, 10) > 0)
                    .map(RetentionRule::dataClass)
                    .toList();
            assertThat(due)
                    .as("something of many classes is due by then")
                    .contains("session-log", "event", "ledger", "account-token", "provider-copy");
            rules.forEach(rule -> holdClass(rule.dataClass()));
            holds.guard();
            for (RetentionRule rule : rules) {
                assertThat(rule.due(late, 10)).as(rule.dataClass()).isZero();
                assertThat(rule.oldestDue(late)).as(rule.dataClass()).isEmpty();
                assertThat(rule.end(late, 10)).as(rule.dataClass()).isZero();
            }
        });
    }

    private void holdClass(String dataClass) {
        sql.sql("""
                insert into legal_hold (id, scope, data_class, reason, ground, author, placed_at, review_on)
                values (gen_random_uuid(), 'CLASS', ?, 'a test', 'none', gen_random_uuid(), now(), '2090-01-01')
                """).param(dataClass).update();
    }

    /** The last letter says that all has gone; its address is wiped with it. */
    private void erase(TestAccount who) {
        transaction.executeWithoutResult(status -> erasures.order(who.id(), Cause.ERASURE, clock.instant()));
        work.carryOut();
        assertThat(erasures.of(who.id())).isEmpty();
        belongings.lettersLeave(who.email());
    }

    private long ledgerHolds() {
        return sql.sql("select coalesce(sum(held), 0) from ledger_balance")
                .query(Long.class)
                .single();
    }

    private String nameOf(TestAccount who) {
        return sql.sql("select name from account where id = :id")
                .param("id", who.id().value())
                .query(String.class)
                .single();
    }

    private long count(String what) {
        return sql.sql("select count(*) from " + what).query(Long.class).single();
    }
}
