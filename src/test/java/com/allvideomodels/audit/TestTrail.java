package com.allvideomodels.audit;

import com.allvideomodels.TestDatabase;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.Bucket;
import com.allvideomodels.storage.MasterKeys;
import com.allvideomodels.storage.Signer;
import com.allvideomodels.storage.TestStorage;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;

/** A trail with its checkpoints in a bucket of its own, written at any time, for tests of its end. */
public final class TestTrail {

    /** Who looks at people in these tests. */
    public static final AccountId STAFF = AccountId.fresh();

    private final TestDatabase database;

    public TestTrail(TestDatabase database) {
        this.database = database;
    }

    /** Everything of the trail but the bean that others write to it by. */
    public static Class<?>[] beans() {
        return new Class<?>[] {
            Store.class,
            SubjectKeys.class,
            Chain.class,
            Statements.class,
            Checkpoints.class,
            AuditVerifier.class,
            Floors.class,
            Pruning.class
        };
    }

    static class Store {

        @Bean
        Bucket recordBucket() {
            return TestStorage.bucket("records-" + UUID.randomUUID());
        }

        @Bean
        MasterKeys masterKeys() {
            return TestStorage.masterKeys();
        }

        @Bean
        Signer signer(MasterKeys masters) {
            return TestStorage.signer(TestStorage.bucket("keys-of-audit-tests"), masters);
        }
    }

    /** As many looks at this person, one microsecond after the other. */
    public void write(AccountId person, Instant at, int rows) {
        List<ChainedTrail.Noted> acts = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            Act look = Act.of(new Actor.Staff(STAFF), "account.viewed").about(person);
            acts.add(new ChainedTrail.Noted(look, at.plus(i, ChronoUnit.MICROS)));
        }
        database.transactions()
                .executeWithoutResult(status -> database.get(Chain.class).append(acts));
    }

    public void checkpoint() {
        database.get(Checkpoints.class).write();
    }

    public boolean isWhole() throws IOException {
        return database.get(AuditVerifier.class).verify() instanceof Verdict.Whole;
    }

    public List<Long> numbers() {
        return database.sql()
                .sql("select number from audit_row order by number")
                .query(Long.class)
                .list();
    }

    /** The keys of everything that was signed, as it lies in the bucket. */
    public List<String> statements() throws IOException {
        return database.get(Bucket.class).list("audit/");
    }

    /** The real trail in a test's own database, for tests of other modules; they bring the buckets, the master keys and the signer. */
    public static void in(GenericApplicationContext context) {
        context.registerBean(SubjectKeys.class);
        context.registerBean(Chain.class);
        context.registerBean(ChainedTrail.class);
        context.registerBean(AuditContinuation.class);
    }
}
