package com.allvideomodels.local;

import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Carrier;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries letters no further than a table of this machine, where {@code /local/mailbox} shows them. */
public class LocalMailbox implements Carrier {

    private static final Pattern LINK = Pattern.compile("https?://\\S+");
    private static final long LOCK = 732_001;

    private final JdbcClient sql;
    private final InstantSource clock;
    private final Set<EmailAddress> unreachable = ConcurrentHashMap.newKeySet();

    public LocalMailbox(JdbcClient sql, TransactionTemplate transactions, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
        transactions.executeWithoutResult(status -> prepare());
    }

    /** A schema of its own, so that the product's migrations never meet it. */
    private void prepare() {
        sql.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, index) -> 1)
                .list();
        sql.sql("create schema if not exists local").update();
        sql.sql("""
                create table if not exists local.mailbox (
                  number bigint generated always as identity primary key, id uuid not null, key text not null unique,
                  address text not null, template text not null, subject text not null, text text not null,
                  html text not null, at timestamptz not null)
                """).update();
        sql.sql("create index if not exists mailbox_of_address on local.mailbox (address, number)")
                .update();
    }

    /** From now on letters to this address wait, as if the carrier were away. */
    public void lose(EmailAddress address) {
        unreachable.add(address);
    }

    /** The carrier is back. */
    public void find(EmailAddress address) {
        unreachable.remove(address);
    }

    @Override
    public Outcome carry(Envelope envelope) {
        if (unreachable.contains(envelope.to())) {
            return new Outcome.Later("network", Duration.ZERO);
        }
        sql.sql("""
                insert into local.mailbox (id, key, address, template, subject, text, html, at)
                values (:id, :key, :address, :template, :subject, :text, :html, :at) on conflict (key) do nothing
                """)
                .param("id", UUID.randomUUID())
                .param("key", envelope.key())
                .param("address", envelope.to().value())
                .param("template", envelope.template())
                .param("subject", envelope.subject())
                .param("text", envelope.text())
                .param("html", envelope.html())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        return new Outcome.Taken(envelope.key());
    }

    /** Newest first. */
    public List<Mail> all() {
        return sql.sql("select * from local.mailbox order by number desc limit 200")
                .query((row, index) -> mail(row))
                .list();
    }

    /** Newest first. */
    public List<Mail> to(EmailAddress address) {
        return sql.sql("select * from local.mailbox where address = :address order by number desc limit 200")
                .param("address", address.value())
                .query((row, index) -> mail(row))
                .list();
    }

    public Optional<Mail> find(UUID id) {
        return sql.sql("select * from local.mailbox where id = :id")
                .param("id", id)
                .query((row, index) -> mail(row))
                .optional();
    }

    private static Mail mail(ResultSet row) throws SQLException {
        return new Mail(
                row.getObject("id", UUID.class),
                row.getString("address"),
                row.getString("template"),
                row.getString("subject"),
                row.getString("text"),
                row.getString("html"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    /** A letter that arrived. */
    public record Mail(UUID id, String to, String template, String subject, String text, String html, Instant at) {

        /** The addresses in its text, in their order; the first is what the letter asks to open. */
        public List<String> links() {
            return LINK.matcher(text).results().map(MatchResult::group).toList();
        }

        public String link() {
            return links().getFirst();
        }
    }
}
