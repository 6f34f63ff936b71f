package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.PowerCut;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.account.AccountClosure;
import com.allvideomodels.account.TestAccounts.TestAccount;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.local.LocalTimetable;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.request.ApprovedErasure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole erasure, cut off at each commit on the way from the order to the receipts and begun anew, each time with another person:
 * the work of that commit is done, in the store too, and the database knows no more of it than of what comes after. What is left
 * must be as if nothing had happened: nothing of the person, and one of everything that there must be one of.
 */
@Tag("long")
@ProductTest
class ErasureCrashFaults {

    /** In the order in which one waits for another. */
    private static final String[] END = {
        "retention.erase", "media.delete-bytes", "media.end-keys", "retention.write-log", "retention.receipts"
    };

    /** Longer than any node keeps to itself what it took. */
    private static final Duration LEASES = Duration.ofMinutes(11);

    @Autowired
    ApplicationContext product;

    @Autowired
    AccountClosure closure;

    @Autowired
    Erasures erasures;

    @Autowired
    List<ErasureStep> steps;

    @Autowired
    MediaVault vault;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    TestClock clock;

    private Belongings belongings;
    private Traces traces;

    /** @param request which two members of staff granted, or nothing where the person ended the account */
    private record Doomed(TestAccount who, String prompt, UUID generation, List<UUID> stored, String request) {}

    @BeforeEach
    void open() {
        belongings = new Belongings(product);
        traces = new Traces(sql);
        // Whatever tests before this one have left to do.
        LocalTimetable.run(product, END);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    @Clause({"right.deletion", "retain.account", "gdpr.erasure", "ccpa.delete"})
    void whereverItIsCutOffTheNextStartBringsItToItsEnd() throws IOException {
        TestAccount ben = belongings.ofSomebody();
        belongings.generation(ben.id(), "something of Ben's", "QUEUED");
        List<String> bens = traces.of(ben.id());
        int commits = 0;
        try (var power = new PowerCut(product)) {
            while (isCutOff(power, commits)) {
                commits++;
            }
        }
        assertThat(commits)
                .as("each step of both rounds, the act between them, the end, the log and the receipts")
                .isGreaterThan(2 * steps.size() + 4);
        assertThat(traces.of(ben.id())).as("of somebody else").isEqualTo(bens);
    }

    /** Whether there is still a commit so far on the way. */
    private boolean isCutOff(PowerCut power, int commits) throws IOException {
        clock.reset();
        Doomed ana = doomed(commits);
        long ended = ends();
        boolean cut = power.during(() -> LocalTimetable.run(product, END), commits);
        clock.advance(LEASES);
        LocalTimetable.run(product, END);
        LocalTimetable.run(product, END);
        belongings.lettersLeave(ana.who().email());
        isGone(ana, "cut off at commit " + commits);
        assertThat(ends() - ended).as("acts, letters and books that ended").isEqualTo(3);
        return cut;
    }

    /** Every third one asked staff for it. */
    private Doomed doomed(int number) throws IOException {
        TestAccount who = belongings.ofSomebody();
        String prompt = "a heron that nobody else thinks of " + UUID.randomUUID();
        belongings.generation(who.id(), prompt, "QUEUED");
        UUID done = belongings.generation(who.id(), prompt, "SUCCEEDED");
        List<UUID> stored = List.of(keep(who, MediaClass.OUTPUT), keep(who, MediaClass.EXPORT));
        if (number % 3 == 0) {
            return new Doomed(who, prompt, done, stored, ApprovedErasure.of(who, product));
        }
        closure.erase(who.id(), new Actor.Person(who.id()));
        return new Doomed(who, prompt, done, stored, "");
    }

    private UUID keep(TestAccount who, MediaClass kind) throws IOException {
        Stored stored = vault.keep(
                who.id(),
                kind,
                "video/mp4",
                clock.instant().plus(Duration.ofDays(7)),
                new ByteArrayInputStream(new byte[100]),
                100);
        transaction.executeWithoutResult(status -> vault.take(who.id(), stored.id()));
        return stored.id().value();
    }

    private void isGone(Doomed ana, String how) {
        assertThat(erasures.of(ana.who().id())).as(how).isEmpty();
        assertThat(traces.of(ana.who().id())).as(how).isSubsetOf(Traces.KEPT);
        assertThat(traces.of(ana.who().email().value())).as(how).isEmpty();
        assertThat(traces.of(ana.prompt())).as(how).isEmpty();
        assertThat(sql.sql("""
                        select array[
                          (select count(*) from erased_account where account_id = :id),
                          (select count(*) from consent_end where account_id = :id),
                          (select count(*) from key_death where name = 'subject/' || cast(:id as text) and dead_at is not null),
                          (select count(*) from provider_copy where task_id = :task and generation is null),
                          (select count(*) from destruction where item = any(:stored) and cause = 'ERASURE' and owner is null),
                          (select count(*) from receipt where item = any(:stored) and owner is null),
                          (select count(*) from privacy_request where number = :request and status = 'fulfilled')]
                        """)
                        .param("id", ana.who().id().value())
                        .param("task", Belongings.task(ana.generation()))
                        .param("stored", ana.stored().toArray(UUID[]::new))
                        .param("request", ana.request())
                        .query((row, number) -> (Long[]) row.getArray(1).getArray())
                        .single())
                .as(how)
                .containsExactly(1L, 1L, 1L, 1L, 2L, 2L, ana.request().isEmpty() ? 0L : 1L);
    }

    /** What names nobody is counted in all: of each there is one more for each account that ended. */
    private long ends() {
        return sql.sql("""
                select (select count(*) from audit_row where what = 'account.erased')
                     + (select count(*) from letter where template = 'account-erased')
                     + (select count(*) from ledger_balance where ended_at is not null)
                """).query(Long.class).single();
    }
}
