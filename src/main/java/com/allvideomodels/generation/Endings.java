package com.allvideomodels.generation;

import static com.allvideomodels.generation.Story.utc;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaShredded;
import com.allvideomodels.web.Operator;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What happens near and at the deadline of a video. */
@Component
class Endings {

    private static final Duration WARNING = Duration.ofDays(1);
    private static final int AT_ONCE = 100;

    private final GenerationRows rows;
    private final Lifecycle lifecycle;
    private final Mailer mailer;
    private final Operator operator;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Endings(
            GenerationRows rows,
            Lifecycle lifecycle,
            Mailer mailer,
            Operator operator,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.mailer = mailer;
        this.operator = operator;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Writes one letter to each person whose videos go within a day; each video is spoken of once. */
    int warnOfEnd() {
        int warned = 0;
        for (int more = AT_ONCE; more == AT_ONCE; warned += more) {
            more = warnSome();
        }
        return warned;
    }

    private int warnSome() {
        Instant now = clock.instant();
        Integer warned = transaction.execute(status -> {
            List<Going> going = jdbc.sql("""
                    update generation g set warned_at = :now, version = g.version + 1
                    from (
                      select id from generation
                      where state = 'SUCCEEDED' and warned_at is null and deleted_at is null
                        and deadline > :now and deadline <= :soon
                      order by deadline limit :most for update skip locked) due
                    where g.id = due.id
                    returning g.id, g.owner, g.deadline, g.shortened
                    """)
                    .param("now", utc(now))
                    .param("soon", utc(now.plus(WARNING)))
                    .param("most", AT_ONCE)
                    .query(Endings::going)
                    .list();
            // Whoever chose one day knows.
            going.stream()
                    .filter(one -> !one.shortened())
                    .map(Going::owner)
                    .distinct()
                    .forEach(owner -> write(new AccountId(owner), going));
            return going.size();
        });
        return warned;
    }

    private static Going going(ResultSet row, int number) throws SQLException {
        return new Going(
                row.getObject("id", UUID.class),
                row.getObject("owner", UUID.class),
                row.getObject("deadline", OffsetDateTime.class).toInstant(),
                row.getBoolean("shortened"));
    }

    private void write(AccountId owner, List<Going> going) {
        List<Going> theirs = going.stream()
                .filter(one -> one.owner().equals(owner.value()) && !one.shortened())
                .sorted(Comparator.comparing(Going::deadline))
                .toList();
        Going first = theirs.getFirst();
        String link = theirs.size() == 1 ? "/generations/" + first.id() : "/generations";
        String model = rows.findById(first.id()).map(lifecycle::title).orElse("");
        mailer.write(owner, Letters.videoGoesTomorrow(operator.address(link), model, first.deadline()));
    }

    /** What was destroyed is told from then on as gone; the vault refuses it anyhow. */
    @ApplicationModuleListener
    void on(MediaShredded gone) {
        if (gone.kind() == MediaClass.OUTPUT) {
            jdbc.sql("""
                    update generation set shredded_at = :now, version = version + 1
                    where output = any(:outputs) and shredded_at is null
                    """)
                    .param("now", utc(clock.instant()))
                    .param(
                            "outputs",
                            gone.objects().stream().map(MediaId::value).toArray(UUID[]::new))
                    .update();
        }
    }

    record Going(UUID id, UUID owner, Instant deadline, boolean shortened) {}
}
