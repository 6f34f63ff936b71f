package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.AddressBook;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Letters about a new version to everyone who had an account when it was published (clause changes.significant). The letters of a batch
 * and how far it came are one transaction, so that whoever goes on after a crash writes to nobody twice and leaves nobody out.
 */
@Component
class PolicyNotices {

    /** A minute's worth: fewer than the carrier takes, so that letters do not wait so long that they are given up. */
    static final int BATCH = 200;

    private record Notice(
            String version,
            Instant publishedAt,
            @Nullable UUID last,
            String document,
            LocalDate effective,
            boolean consent) {}

    private final JdbcClient sql;
    private final Mailer mailer;
    private final ObjectProvider<AddressBook> addresses;
    private final Operator operator;
    private final InstantSource clock;

    PolicyNotices(
            JdbcClient sql,
            Mailer mailer,
            ObjectProvider<AddressBook> addresses,
            Operator operator,
            InstantSource clock) {
        this.sql = sql;
        this.mailer = mailer;
        this.addresses = addresses;
        this.operator = operator;
        this.clock = clock;
    }

    /** In the transaction that publishes it. */
    void begin(String version, Instant now) {
        sql.sql("insert into policy_notice (version, published_at) values (:version, :now)")
                .param("version", version)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Writes the next letters of the oldest notice that is not finished; several nodes may try at once. */
    @Transactional
    public int tellMore() {
        return next().map(this::tell).orElse(0);
    }

    private Optional<Notice> next() {
        return sql.sql("""
                        select n.version, n.published_at, n.last_account, t.document, t.effective, t.weight
                        from policy_notice n join policy_text t on t.version = n.version and t.language = 'en'
                        where n.finished_at is null order by n.published_at limit 1 for update of n skip locked
                        """)
                .query((row, number) -> new Notice(
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, UUID.class),
                        row.getString(4),
                        row.getObject(5, LocalDate.class),
                        row.getString(6).equals("consent")))
                .optional();
    }

    private int tell(Notice notice) {
        Letter letter = Letters.policyChanged(
                operator.address(
                        "/privacy/versions/difference?document=" + notice.document() + "&to=" + notice.version()),
                notice.document(),
                notice.consent(),
                notice.effective().atStartOfDay().toInstant(ZoneOffset.UTC));
        List<AccountId> people = addresses.getObject().page(notice.publishedAt(), notice.last(), BATCH);
        people.forEach(one -> mailer.write(one, letter));
        boolean finished = people.size() < BATCH;
        sql.sql("""
                        update policy_notice set last_account = :last, written = written + :more, finished_at = :finished
                        where version = :version
                        """)
                .param("last", finished ? null : people.getLast().value())
                .param("more", people.size())
                .param("finished", finished ? clock.instant().atOffset(ZoneOffset.UTC) : null)
                .param("version", notice.version())
                .update();
        return people.size();
    }
}
