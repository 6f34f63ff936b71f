package com.allvideomodels.privacy;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Languages;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff do with texts: write a draft of each and publish it. Every look and every act is in the audit trail. */
@Component
@Transactional
class PolicyDesk {

    private final JdbcClient sql;
    private final PolicyLibrary library;
    private final PublishedTexts published;
    private final PolicyNotices notices;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    PolicyDesk(
            JdbcClient sql,
            PolicyLibrary library,
            PublishedTexts published,
            PolicyNotices notices,
            AuditTrail audit,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.sql = sql;
        this.library = library;
        this.published = published;
        this.notices = notices;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Notes that a member of staff looks at the texts. */
    void look(String what, AccountId by) {
        audit.record(Act.of(new Actor.Staff(by), "policies.viewed").with("what", what));
    }

    /** What is being written, or the beginning of it: the text in force. */
    @Transactional(readOnly = true)
    PolicyDraft draft(String document) {
        return saved(document)
                .orElseGet(() -> PolicyDraft.from(
                        inForce(document, Locale.ENGLISH),
                        inForce(document, Locale.SIMPLIFIED_CHINESE),
                        library.today()));
    }

    private PolicySource inForce(String document, Locale language) {
        PolicyText text = library.versions(document, language).getFirst();
        return new PolicySource(
                document,
                text.version(),
                text.language(),
                text.title(),
                text.effective(),
                text.weight(),
                text.changed(),
                text.body());
    }

    @Transactional(readOnly = true)
    Optional<PolicyDraft> saved(String document) {
        return sql.sql("select * from policy_draft where document = :document")
                .param("document", document)
                .query((row, number) -> new PolicyDraft(
                        row.getString("weight"),
                        row.getString("effective"),
                        row.getString("title_en"),
                        row.getString("changed_en"),
                        row.getString("body_en"),
                        row.getString("title_zh"),
                        row.getString("changed_zh"),
                        row.getString("body_zh")))
                .optional();
    }

    /** The first day on which a new version may come into force: today, and not before one that is published already. */
    @Transactional(readOnly = true)
    LocalDate earliest(String document) {
        LocalDate last =
                library.versions(document, Languages.ALL.getFirst()).getFirst().effective();
        return last.isAfter(library.today()) ? last : library.today();
    }

    void save(String document, PolicyDraft draft, AccountId by) {
        sql.sql("""
                        insert into policy_draft (document, weight, effective, title_en, changed_en, body_en, title_zh, changed_zh,
                          body_zh)
                        values (:document, :weight, :effective, :titleEn, :changedEn, :bodyEn, :titleZh, :changedZh, :bodyZh)
                        on conflict (document) do update set weight = excluded.weight, effective = excluded.effective,
                          title_en = excluded.title_en, changed_en = excluded.changed_en, body_en = excluded.body_en,
                          title_zh = excluded.title_zh, changed_zh = excluded.changed_zh, body_zh = excluded.body_zh
                        """)
                .param("document", document)
                .param("weight", draft.weight())
                .param("effective", draft.effective())
                .param("titleEn", draft.titleEn())
                .param("changedEn", draft.changedEn())
                .param("bodyEn", draft.bodyEn())
                .param("titleZh", draft.titleZh())
                .param("changedZh", draft.changedZh())
                .param("bodyZh", draft.bodyZh())
                .update();
        audit.record(Act.of(new Actor.Staff(by), "policy.drafted").with("document", document));
    }

    /** Throws a draft away; what is published stays. @return whether there was one */
    boolean discard(String document, AccountId by) {
        boolean discarded = delete(document);
        if (discarded) {
            audit.record(Act.of(new Actor.Staff(by), "policy.draft-discarded").with("document", document));
        }
        return discarded;
    }

    private boolean delete(String document) {
        return sql.sql("delete from policy_draft where document = :document")
                        .param("document", document)
                        .update()
                > 0;
    }

    /** Publishes a draft that was checked, in both languages at once, and ends the draft. */
    String publish(String document, PolicyDraft draft, AccountId by) {
        oneAtATime();
        Instant now = clock.instant();
        String version = freeVersion(draft.day().orElseThrow());
        draft.texts(document, version).forEach(text -> published.add(text, now));
        delete(document);
        if (!draft.weight().equals("minor")) {
            notices.begin(version, now);
        }
        audit.record(Act.of(new Actor.Staff(by), "policy.published")
                .with("document", document)
                .with("version", version)
                .with("weight", draft.weight()));
        events.publishEvent(new PolicyPublished(document, version));
        return version;
    }

    private void oneAtATime() {
        sql.sql("select pg_advisory_xact_lock(21)").query((row, number) -> true).single();
    }

    private String freeVersion(LocalDate day) {
        String version = day.toString();
        for (int number = 2; isTaken(version); number++) {
            version = day + "." + number;
        }
        return version;
    }

    private boolean isTaken(String version) {
        return published.exists(version)
                || PolicyLibrary.DOCUMENTS.stream()
                        .anyMatch(document ->
                                library.find(document, version, Locale.ENGLISH).isPresent());
    }
}
