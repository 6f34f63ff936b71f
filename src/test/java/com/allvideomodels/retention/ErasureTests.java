package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.local.LocalTimetable;
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

    /** Where an account's number may stay, and why is said in {@code retention.yml}. */
    private static final Set<String> KEPT = Set.of(
            "erased_account.account_id",
            "consent_event.account_id",
            "consent_end.account_id",
            "destruction.owner",
            // That the trail has forgotten somebody, so that nobody makes a key for them anew.
            "audit_key.subject",
            // Ids of keys, which outlive them as tombstones.
            "key_death.name");

    @Autowired
    ApplicationContext product;

    @Autowired
    Erasures erasures;

    @Autowired
    ErasureWork work;

    @Autowired
    Destructions destructions;

    @Autowired
    Ledger ledger;

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
        UUID live = generation(ana.id(), prompt, "QUEUED");
        UUID done = generation(ana.id(), prompt, "SUCCEEDED");
        String name = nameOf(ana);
        List<String> words =
                List.of(ana.id().toString(), name, ana.email().value(), ana.username(), prompt, live.toString());
        assertThat(traces.of(ana.id().toString())).hasSizeGreaterThan(KEPT.size());
        assertThat(traces.of(prompt)).contains("generation.prompt");

        erase(ana.id());
        TestLog.write(product);

        assertThat(destructions.isErased(ana.id())).isTrue();
        for (String word : words) {
            assertThat(traces.of(word))
                    .as("where '%s' is still found", word)
                    .filteredOn(place -> !KEPT.contains(place) && !isBooked(place, word, live))
                    .isEmpty();
        }
        assertThat(traces.of(done.toString()))
                .as("the debt of a copy names no generation")
                .containsExactly("ledger_transaction.cause_reference");
        assertThat(count("provider_copy where task_id = '" + task(done) + "' and state = 'DUE'"))
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
        assertThat(KEPT)
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
        generation(ben.id(), "something of Ben's", "QUEUED");
        List<String> before = traces.of(ben.id().toString());
        erase(ana.id());
        assertThat(traces.of(ben.id().toString())).isEqualTo(before);
    }

    @Test
    void whatRanIsStoppedAndItsCreditsGoBackBeforeTheBooksForgetWhose() {
        TestAccount ana = belongings.ofSomebody();
        UUID running = generation(ana.id(), "it runs", "RUNNING");
        long held = ledgerHolds();
        erase(ana.id());
        assertThat(ledgerHolds()).isEqualTo(held - 10);
        assertThat(count("provider_copy where task_id = '" + task(running) + "' and left_running"))
                .isOne();
    }

    @Test
    void erasingTwiceChangesNothing() {
        TestAccount ana = belongings.ofSomebody();
        erase(ana.id());
        erase(ana.id());
        assertThat(erasures.of(ana.id())).isEmpty();
    }

    /** H1 and section 10, "class without hold predicate": no rule of the product ends anything of a class that is held. */
    @Test
    @Clause("hold.exceptions")
    void noRuleEndsAnythingOfAClassThatIsHeld() {
        TestAccount ana = belongings.ofSomebody();
        generation(ana.id(), "long over", "SUCCEEDED");
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

    private void erase(AccountId who) {
        transaction.executeWithoutResult(
                status -> erasures.order(who, com.allvideomodels.retention.Cause.ERASURE, clock.instant()));
        work.carryOut();
        assertThat(erasures.of(who)).isEmpty();
        theLastLetterHasLeft();
    }

    /** The one that says that all has gone; its address is wiped with it. */
    private void theLastLetterHasLeft() {
        LocalTimetable.run(product, "mail.send-letters");
        await().until(() -> count("letter where template = 'account-erased' and state = 'waiting'") == 0);
    }

    private UUID generation(AccountId owner, String prompt, String state) {
        UUID id = UUID.randomUUID();
        Ledger.Held hold = transaction.execute(status -> ledger.hold(owner, new Credits(10), Cause.generation(id)));
        boolean done = state.equals("SUCCEEDED");
        sql.sql("""
                insert into generation (id, owner, client_key, body_hash, model, api, mode, prompt, settings, price, hold_id,
                  state, version, due_at, asked_at, submitted_at, finished_at, captured, output, deadline, task_id)
                values (:id, :owner, gen_random_uuid(), 'x', 'a-model', 'RUNWAY', 'TEXT', :prompt, '{}', 10, :hold, :state, 0,
                  'infinity', :now, :now, case when :done then cast(:now as timestamptz) end, case when :done then 10 end,
                  case when :done then gen_random_uuid() end, case when :done then cast(:now as timestamptz) end,
                  case when :state <> 'QUEUED' then :task end)
                """)
                .param("task", task(id))
                .param("id", id)
                .param("owner", owner.value())
                .param("prompt", prompt)
                .param("hold", ((Ledger.Held.Set) hold).hold().value())
                .param("state", state)
                .param("done", done)
                .param("now", HoldRows.utc(clock.instant()))
                .update();
        if (done) {
            transaction.executeWithoutResult(
                    status -> ledger.capture(((Ledger.Held.Set) hold).hold(), new Credits(10)));
            sql.sql("""
                    insert into provider_copy (id, generation, api, task_id, left_running, owed_since, deadline, due_at)
                    values (gen_random_uuid(), :id, 'RUNWAY', :task, false, :now, cast(:now as timestamptz) + interval '7 days', 'infinity')
                    """)
                    .param("id", id)
                    .param("task", task(id))
                    .param("now", HoldRows.utc(clock.instant()))
                    .update();
        }
        sql.sql("insert into generation_event (generation_id, owner, what, at) values (:id, :owner, 'ASKED', :now)")
                .param("id", id)
                .param("owner", owner.value())
                .param("now", HoldRows.utc(clock.instant()))
                .update();
        sql.sql("insert into comparison values (gen_random_uuid(), :owner, :id, :now)")
                .param("id", id)
                .param("owner", owner.value())
                .param("now", HoldRows.utc(clock.instant()))
                .update();
        return id;
    }

    /** A provider's own name for it. */
    private static String task(UUID generation) {
        return "task-" + generation.hashCode();
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
