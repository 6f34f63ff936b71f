package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.TestClock;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.LegalHolds;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.storage.Bucket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What is left of a video after its bytes: a row without key or digest, which goes too. */
@ProductTest
@Clause("erase.secure")
class TraceTests {

    private static final Duration KEPT = Duration.ofDays(30);

    @Autowired
    EncryptedVault vault;

    @Autowired
    DeletionRows deletions;

    @Autowired
    Bucket mediaBucket;

    @Autowired
    @Qualifier("endOfTraces")
    RetentionRule rule;

    @Autowired
    LegalHolds holds;

    @Autowired
    JdbcClient sql;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    TestClock clock;

    private final AccountId owner = new AccountId(UUID.randomUUID());

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void theRowGoesThirtyDaysAfterTheBytesWithThoseOfItsParts() throws IOException {
        Stored output = keep();
        vault.keepMadeOf(output, MediaClass.POSTER, "image/jpeg", bytes(), 50);
        Stored living = keep();
        vault.shred(owner, output.id(), Cause.PERSON);
        sweep();
        assertThat(rows()).as("its bytes are still there").isEqualTo(3);
        deleteBytes();
        clock.advance(KEPT.minusSeconds(1));
        sweep();
        assertThat(rows()).isEqualTo(3);
        clock.advance(Duration.ofSeconds(1));
        sweep();
        assertThat(rows()).isOne();
        assertThat(sql.sql("select id from media_object where owner = ?")
                        .param(owner.value())
                        .query(UUID.class)
                        .single())
                .isEqualTo(living.id().value());
    }

    @Test
    void whoWouldHoldItThenHearsWhenItWasDestroyed() throws IOException {
        Instant destroyed = clock.instant();
        Stored output = keep();
        vault.shred(owner, output.id(), Cause.PERSON);
        deleteBytes();
        clock.advance(KEPT);
        sweep();
        assertThat(rows()).isZero();
        var order = new LegalHolds.Order(
                LegalHolds.Scope.ITEM,
                "output",
                output.id().value(),
                "a test",
                "none",
                owner,
                LocalDate.of(2090, 1, 1),
                null);
        assertThat(holds.place(order))
                .isInstanceOfSatisfying(
                        LegalHolds.Placement.TooLate.class,
                        late -> assertThat(late.destroyedAt())
                                .isBetween(destroyed.minusMillis(1), destroyed.plusSeconds(60)));
    }

    private Stored keep() throws IOException {
        return vault.keep(
                owner, MediaClass.OUTPUT, "video/mp4", clock.instant().plus(Duration.ofDays(60)), bytes(), 50);
    }

    private static ByteArrayInputStream bytes() {
        return new ByteArrayInputStream(new byte[50]);
    }

    private void deleteBytes() {
        new ByteDeletion(deletions, mediaBucket).deleteDue(clock.instant());
    }

    /** Until nothing is left: each run takes what has no parts. */
    private void sweep() {
        int ended = 1;
        while (ended > 0) {
            Integer some = transactions.execute(status -> rule.end(clock.instant(), 1000));
            ended = some == null ? 0 : some;
        }
    }

    private int rows() {
        return sql.sql("select count(*) from media_object where owner = ?")
                .param(owner.value())
                .query(Integer.class)
                .single();
    }
}
