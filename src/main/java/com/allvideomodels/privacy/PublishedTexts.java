package com.allvideomodels.privacy;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Policies.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of texts that staff published. Of two that come into force on one day the one published later is in force. */
@Component
class PublishedTexts {

    private static final String AGREED_TO = " document in ('privacy', 'terms') and language = 'en'";

    private final JdbcClient sql;

    PublishedTexts(JdbcClient sql) {
        this.sql = sql;
    }

    /** The newest first. */
    List<PolicySource> of(String document, String language) {
        return sql.sql(
                        "select * from policy_text where document = :document and language = :language order by number desc")
                .param("document", document)
                .param("language", language)
                .query(PublishedTexts::source)
                .list();
    }

    /** The version that people agree to, where one was published. */
    Optional<Version> current(LocalDate today) {
        return sql.sql("select version, effective from policy_text where effective <= :today and" + AGREED_TO
                        + " order by effective desc, number desc limit 1")
                .param("today", today)
                .query((row, number) -> new Version(row.getString(1), row.getObject(2, LocalDate.class)))
                .optional();
    }

    /** Whether a version is in force that needs this person's agreement, and they agreed to none since. */
    boolean awaits(AccountId who, LocalDate today) {
        return sql.sql("""
                        with needed as (
                          select effective, number from policy_text
                          where weight = 'consent' and effective <= :today and %s
                          order by effective desc, number desc limit 1)
                        select exists (
                          select 1 from needed where not exists (
                            select 1 from policy_text agreed
                            where (agreed.effective, agreed.number) >= (needed.effective, needed.number)
                              and agreed.language = 'en'
                              and agreed.version = (
                                select case kind when 'GIVEN' then version end from consent_event
                                where account_id = :who and purpose = 'policy' order by id desc limit 1)))
                        """.formatted(AGREED_TO))
                .param("today", today)
                .param("who", who.value())
                .query(Boolean.class)
                .single();
    }

    /** The last change that everyone is told of, if it was published or comes into force after that. */
    Optional<PolicySource> noticed(String language, Instant since) {
        return sql.sql("""
                        select * from policy_text where weight in ('significant', 'consent') and language = :language
                          and (published_at > :since or effective > :day) order by number desc limit 1
                        """)
                .param("language", language)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("day", LocalDate.ofInstant(since, ZoneOffset.UTC))
                .query(PublishedTexts::source)
                .optional();
    }

    boolean exists(String version) {
        return sql.sql("select exists (select 1 from policy_text where version = :version)")
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    void add(PolicySource text, Instant now) {
        sql.sql("""
                        insert into policy_text
                          (document, version, language, title, effective, weight, changed, body, published_at)
                        values (:document, :version, :language, :title, :effective, :weight, :changed, :body, :now)
                        """)
                .param("document", text.document())
                .param("version", text.version())
                .param("language", text.language())
                .param("title", text.title())
                .param("effective", text.effective())
                .param("weight", text.weight())
                .param("changed", String.join("\n", text.changed()))
                .param("body", text.body())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static PolicySource source(ResultSet row, int number) throws SQLException {
        return new PolicySource(
                row.getString("document"),
                row.getString("version"),
                row.getString("language"),
                row.getString("title"),
                row.getObject("effective", LocalDate.class),
                row.getString("weight"),
                PolicySource.lines(row.getString("changed")),
                row.getString("body"));
    }
}
