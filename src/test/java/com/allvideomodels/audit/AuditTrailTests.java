package com.allvideomodels.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allvideomodels.Clause;
import com.allvideomodels.TestClock;
import com.allvideomodels.TestDatabase;
import com.allvideomodels.audit.Statement.Kind;
import com.allvideomodels.audit.Verdict.Broken;
import com.allvideomodels.audit.Verdict.Fault;
import com.allvideomodels.audit.Verdict.Whole;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.Signer;
import com.allvideomodels.storage.TestStorage;
import com.allvideomodels.web.StaffFigures;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.IllegalTransactionStateException;

/** Invariants A1, A2 and A3 of the trail, on a database of its own. */
@Clause({"security.rbac", "use.security"})
class AuditTrailTests {

    private static final AccountId STAFF = AccountId.fresh();
    private static final int ROWS = 40;

    private TestDatabase database;
    private AuditTrail trail;
    private AuditVerifier verifier;
    private Checkpoints checkpoints;

    @BeforeEach
    void open() {
        Bucket records = TestStorage.bucket("records-" + UUID.randomUUID());
        Bucket keys = TestStorage.bucket("keys-of-audit-tests");
        MasterKeys masters = TestStorage.masterKeys();
        database = TestDatabase.with(context -> {
            context.registerBean("recordBucket", Bucket.class, () -> records);
            context.registerBean(MasterKeys.class, () -> masters);
            context.registerBean(Signer.class, () -> TestStorage.signer(keys, masters));
            context.registerBean(SubjectKeys.class);
            context.registerBean(Chain.class);
            context.registerBean(ChainedTrail.class);
            context.registerBean(Statements.class);
            context.registerBean(Checkpoints.class);
            context.registerBean(AuditVerifier.class);
            context.registerBean(AuditReader.class);
            context.registerBean(Verifications.class);
            context.registerBean(AuditFigures.class);
            context.registerBean(AuditContinuation.class);
        });
        trail = database.get(ChainedTrail.class);
        verifier = database.get(AuditVerifier.class);
        checkpoints = database.get(Checkpoints.class);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void write(Act... acts) {
        database.transactions().executeWithoutResult(status -> List.of(acts).forEach(trail::record));
    }

    private static Act look(AccountId person) {
        return Act.of(new Actor.Staff(STAFF), "account.viewed").about(person).with("page", "profile");
    }

    private List<AccountId> writeSome(int rows) {
        List<AccountId> people =
                IntStream.range(0, 5).mapToObj(i -> AccountId.fresh()).toList();
        IntStream.range(0, rows).forEach(i -> write(look(people.get(i % people.size()))));
        return people;
    }

    @Test
    void anActOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> trail.record(look(AccountId.fresh())))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void anActIsWrittenIfAndOnlyIfItsTransactionCommits() throws Exception {
        write(look(AccountId.fresh()));
        database.transactions().executeWithoutResult(status -> {
            trail.record(look(AccountId.fresh()));
            status.setRollbackOnly();
        });
        write(look(AccountId.fresh()), look(AccountId.fresh()));
        assertThat(numbers()).containsExactly(1L, 2L, 3L);
        assertThat(verifier.verify()).isInstanceOf(Whole.class);
    }

    @Test
    void anErasureMakesRowsUnreadableAndBreaksNothing() throws Exception {
        AccountId gone = writeSome(10).getFirst();
        checkpoints.write();
        var reader = database.get(AuditReader.class);
        assertThat(about(reader, gone))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line.details()).containsEntry("page", "profile"));
        database.transactions().executeWithoutResult(status -> trail.forget(gone));
        write(look(gone));
        checkpoints.write();
        assertThat(verifier.verify()).isInstanceOf(Whole.class);
        assertThat(about(reader, gone)).isEmpty();
        assertThat(database.sql()
                        .sql(
                                "select count(*) from audit_key where subject = ? and (wrapped is not null or pseudonym is not null)")
                        .param(gone.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private List<AuditReader.Line> about(AuditReader reader, AccountId person) {
        var filter = new AuditReader.Filter("account.", "", java.util.Optional.empty(), java.util.Optional.of(person));
        return java.util.Objects.requireNonNull(
                        database.transactions().execute(status -> reader.page(STAFF, filter, Long.MAX_VALUE)))
                .lines();
    }

    @Test
    void nothingOfAPersonStandsInTheClear() {
        AccountId person = AccountId.fresh();
        write(look(person).with("reason", "a plain word"));
        String row = database.sql()
                .sql("select r::text || encode(ciphertext, 'escape') from audit_row r")
                .query(String.class)
                .single();
        assertThat(row).doesNotContain(person.toString(), STAFF.toString(), "profile", "a plain word");
    }

    @Test
    void theTableRefusesUpdatesAndDeletions() {
        writeSome(3);
        for (String statement :
                List.of("update audit_row set what = 'a.b'", "delete from audit_row", "truncate audit_row")) {
            assertThatThrownBy(() -> database.sql().sql(statement).update()).hasMessageContaining("only added to");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"what", "actor", "pseudonym", "ciphertext", "at", "previous", "hash"})
    void anEditOfAnyFieldIsFoundAtItsRow(String field) throws Exception {
        writeSome(ROWS);
        checkpoints.write();
        var random = new Random(field.hashCode());
        for (int i = 0; i < 10; i++) {
            long number = 1 + random.nextInt(ROWS);
            String change = switch (field) {
                case "what" -> "what = what || 'x'";
                case "actor" -> "actor = actor || 'x'";
                case "pseudonym" -> "pseudonym = gen_random_uuid()";
                case "ciphertext" -> "ciphertext = set_byte(ciphertext, 0, 255 - get_byte(ciphertext, 0))";
                case "at" -> "at = at + interval '1 microsecond'";
                default -> "%1$s = set_byte(%1$s, 3, 255 - get_byte(%1$s, 3))".formatted(field);
            };
            assertThat(after("update audit_row set " + change + " where number = " + number))
                    .isInstanceOfSatisfying(
                            Broken.class, broken -> assertThat(broken.number()).isEqualTo(number));
        }
    }

    @Test
    void aDeletionIsFoundWhereverItIs() throws Exception {
        writeSome(ROWS);
        checkpoints.write();
        for (long number = 1; number < ROWS; number += 3) {
            assertThat(after("delete from audit_row where number = " + number))
                    .isEqualTo(new Broken(number, Fault.MISSING));
        }
    }

    @Test
    void aSwapIsFoundAtTheFirstOfTheTwo() throws Exception {
        writeSome(ROWS);
        checkpoints.write();
        var random = new Random(7);
        for (int i = 0; i < 10; i++) {
            int one = 1 + random.nextInt(ROWS - 1);
            int other = one + 1 + random.nextInt(ROWS - one);
            String swap = "update audit_row set number = -number where number = %2$d; "
                    + "update audit_row set number = %2$d where number = %1$d; "
                    + "update audit_row set number = %1$d where number = -%2$d";
            assertThat(after("alter table audit_row drop constraint audit_row_number_check; "
                            + swap.formatted(one, other)))
                    .isInstanceOfSatisfying(
                            Broken.class, broken -> assertThat(broken.number()).isEqualTo(one));
        }
    }

    @Test
    void aCutTailIsFoundEvenWithTheHeadSetBack() throws Exception {
        writeSome(ROWS);
        checkpoints.write();
        for (int kept : List.of(0, 1, 17, ROWS - 1)) {
            String setBack = "delete from audit_row where number > %1$d; update audit_head set number = %1$d, "
                    + "hash = coalesce((select hash from audit_row where number = %1$d), decode(repeat('00', 32), 'hex'))";
            assertThat(after(setBack.formatted(kept))).isEqualTo(new Broken(kept + 1, Fault.CUT_OFF));
        }
    }

    @Test
    void whoMakesAllHashesAgainIsFoundByTheNextCheckpoint() throws Exception {
        writeSome(15);
        checkpoints.write();
        writeSome(10);
        checkpoints.write();
        writeSome(10);
        assertThat(recomputedFrom(8)).isEqualTo(new Broken(15, Fault.RECOMPUTED));
        assertThat(recomputedFrom(16)).isEqualTo(new Broken(25, Fault.RECOMPUTED));
    }

    private Verdict recomputedFrom(long first) throws Exception {
        var outside = verifier.outside();
        return database.transactions().execute(status -> {
            status.setRollbackOnly();
            database.sql().sql("alter table audit_row disable trigger user").update();
            var chain = database.get(Chain.class);
            long last = chain.head().number();
            byte[] previous = chain.hashAt(first - 1).orElseThrow();
            for (long number = first; number <= last; number++) {
                previous = rewrite(number, number == first ? "nothing.happened" : null, previous);
            }
            chain.moveTo(new Chain.Head(last, previous));
            return verifier.inside(outside);
        });
    }

    private byte[] rewrite(long number, String what, byte[] previous) {
        AuditRow old = database.sql()
                .sql("select * from audit_row where number = ?")
                .param(number)
                .query(AuditReader::row)
                .single();
        AuditRow made = AuditRow.linked(
                number,
                old.at(),
                what == null ? old.what() : what,
                old.actor(),
                old.pseudonym(),
                old.ciphertext(),
                previous);
        database.sql()
                .sql("update audit_row set what = ?, previous = ?, hash = ? where number = ?")
                .params(made.what(), made.previous(), made.hash(), number)
                .update();
        return made.hash();
    }

    @Test
    @Clause("security.backups")
    void whatARestoreLostIsDeclaredAndNoNumberIsGivenAgain() throws Exception {
        writeSome(10);
        checkpoints.write();
        restoredTo(6);
        assertThat(verifier.verify()).isEqualTo(new Broken(7, Fault.CUT_OFF));
        var continuation = database.get(AuditContinuation.class);
        continuation.continueAfterRestore();
        continuation.continueAfterRestore();
        write(look(AccountId.fresh()));
        checkpoints.write();
        assertThat(numbers()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 11L, 12L);
        assertThat(verifier.verify())
                .isInstanceOfSatisfying(
                        Whole.class, whole -> assertThat(whole.lost()).isEqualTo(4));
    }

    private void restoredTo(long last) {
        var chain = database.get(Chain.class);
        database.transactions().executeWithoutResult(status -> {
            for (String statement : List.of(
                    "alter table audit_row disable trigger user",
                    "delete from audit_row where number > " + last,
                    "alter table audit_row enable trigger user",
                    "delete from audit_checkpoint where number > " + last)) {
                database.sql().sql(statement).update();
            }
            chain.moveTo(new Chain.Head(last, chain.hashAt(last).orElseThrow()));
        });
    }

    @Test
    void aCheckpointThatIsNotOursIsSaidToBeForged() throws Exception {
        writeSome(5);
        byte[] lines = "allvideomodels audit CHECKPOINT 1\nnumber 3\nsignature AAAA\n".getBytes();
        assertThat(database.get(Bucket.class).create(Kind.CHECKPOINT.prefix() + "%019d".formatted(3), lines))
                .isTrue();
        assertThat(verifier.verify()).isEqualTo(new Broken(3, Fault.FORGED_CHECKPOINT));
    }

    @Test
    void manyAtOnceMakeOneChain() throws Exception {
        List<AccountId> people =
                IntStream.range(0, 8).mapToObj(i -> AccountId.fresh()).toList();
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> work = IntStream.range(0, 300)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        write(look(people.get(i % 8)), look(people.get((i * 5 + 3) % 8)));
                        return null;
                    })
                    .toList();
            for (var one : nodes.invokeAll(work)) {
                one.get();
            }
        }
        checkpoints.write();
        assertThat(verifier.verify())
                .isInstanceOfSatisfying(
                        Whole.class, whole -> assertThat(whole.rows()).isEqualTo(600));
    }

    @Test
    void theLastCheckpointIsKnownAndNothingNewMakesNone() {
        writeSome(3);
        checkpoints.write();
        database.get(TestClock.class).advance(Duration.ofHours(1));
        checkpoints.write();
        assertThat(checkpoints.newest())
                .get()
                .extracting(Checkpoints.Newest::number)
                .isEqualTo(3L);
    }

    @Test
    void whatTheLastVerificationFoundIsWhatStaffSeeFirst() throws Exception {
        var verifications = database.get(Verifications.class);
        writeSome(5);
        checkpoints.write();
        assertThat(alarming()).as("never verified").containsExactly("audit.figure.verified");
        verifications.run(new Actor.Job(Verifications.JOB));
        assertThat(verifications.last().orElseThrow().brokenAt()).isNull();
        assertThat(alarming()).isEmpty();
        database.get(TestClock.class).advance(Duration.ofMinutes(11));
        assertThat(alarming())
                .as("the verification itself is an act that nobody signed")
                .containsExactly("audit.figure.checkpoint");
        checkpoints.write();
        database.get(TestClock.class).advance(Duration.ofHours(49));
        assertThat(alarming()).containsExactly("audit.figure.verified");
        database.sql().sql("alter table audit_row disable trigger user").update();
        database.sql()
                .sql("update audit_row set what = 'nothing.happened' where number = 3")
                .update();
        verifications.run(new Actor.Job(Verifications.JOB));
        assertThat(verifications.last().orElseThrow().brokenAt()).isEqualTo(3);
        assertThat(alarming()).containsExactly("audit.figure.broken");
    }

    private List<String> alarming() {
        return database.get(AuditFigures.class).figures().stream()
                .filter(StaffFigures.Figure::alarming)
                .map(StaffFigures.Figure::title)
                .toList();
    }

    /** A1 and A2: writing, forgetting and signing in any order leave the chain whole, and whatever is done to it then is found. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261126})
    void whateverIsForgottenTheChainIsWholeAndWhateverIsDoneToItIsFound(long seed) throws Exception {
        var random = new Random(seed);
        List<AccountId> people =
                IntStream.range(0, 4).mapToObj(i -> AccountId.fresh()).toList();
        for (int step = 0; step < 40; step++) {
            AccountId person = people.get(random.nextInt(people.size()));
            switch (random.nextInt(8)) {
                case 0 -> checkpoints.write();
                case 1 -> database.transactions().executeWithoutResult(status -> trail.forget(person));
                default -> write(look(person));
            }
            assertThat(verifier.verify()).as("A2, seed %d, step %d", seed, step).isInstanceOf(Whole.class);
        }
        write(look(people.getFirst()));
        checkpoints.write();
        int last = numbers().size();
        for (int attempt = 0; attempt < 12; attempt++) {
            String deed = deed(random, last);
            assertThat(after(deed)).as("A1, seed %d: %s", seed, deed).isInstanceOf(Broken.class);
        }
        assertThat(verifier.verify()).as("and nothing of it stayed").isInstanceOf(Whole.class);
    }

    /** An edit, a deletion, a swap or a cut, anywhere. */
    private static String deed(Random random, int last) {
        int one = 1 + random.nextInt(last);
        int other = 1 + (one + random.nextInt(last - 1)) % last;
        return switch (random.nextInt(5)) {
            case 0 -> "update audit_row set what = what || 'x' where number = " + one;
            case 1 ->
                "update audit_row set ciphertext = set_byte(ciphertext, 1, 255 - get_byte(ciphertext, 1)) where number = "
                        + one;
            case 2 -> "delete from audit_row where number = " + one;
            case 3 ->
                ("alter table audit_row drop constraint audit_row_number_check; update audit_row set number = -1 where number = %1$d; "
                                + "update audit_row set number = %1$d where number = %2$d; update audit_row set number = %2$d where number = -1")
                        .formatted(one, other);
            default ->
                ("delete from audit_row where number >= %1$d; update audit_head set number = %1$d - 1, "
                                + "hash = coalesce((select hash from audit_row where number = %1$d - 1), decode(repeat('00', 32), 'hex'))")
                        .formatted(one);
        };
    }

    /** Section 10, "hash of id as pseudonym": nothing about a person says what stands for them. */
    @Test
    void whatStandsForAPersonIsDrawnAtRandom() {
        List<AccountId> people = writeSome(5);
        List<String> pseudonyms = pseudonyms();
        assertThat(pseudonyms).doesNotHaveDuplicates().hasSize(5);
        // The same person, forgotten to the last row and written of anew as if for the first time.
        database.sql().sql("delete from audit_key where subject is not null").update();
        people.forEach(person -> write(look(person)));
        assertThat(pseudonyms()).as("made of nothing that stayed the same").hasSize(10);
    }

    private List<String> pseudonyms() {
        return database.sql()
                .sql("select distinct pseudonym::text from audit_row")
                .query(String.class)
                .list();
    }

    /** The verdict on a chain to which this was done behind its back. */
    private Verdict after(String statements) throws Exception {
        var outside = verifier.outside();
        return database.transactions().execute(status -> {
            status.setRollbackOnly();
            database.sql().sql("alter table audit_row disable trigger user").update();
            for (String statement : statements.split("; ")) {
                database.sql().sql(statement).update();
            }
            return verifier.inside(outside);
        });
    }

    private List<Long> numbers() {
        return database.sql()
                .sql("select number from audit_row order by number")
                .query(Long.class)
                .list();
    }
}
