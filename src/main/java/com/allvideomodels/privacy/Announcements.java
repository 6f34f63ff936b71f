package com.allvideomodels.privacy;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.ScheduledJob;
import com.allvideomodels.retention.RetentionPolicy.Words;
import com.allvideomodels.retention.RetentionRule;
import com.allvideomodels.retention.RowRules;
import com.allvideomodels.web.PageFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What everyone was told, and the banners among it that stand on every page of a person. */
@Component
@Transactional
class Announcements implements PageFacts {

    private static final int SHOWN = 100;

    private final JdbcClient sql;
    private final AuditTrail audit;
    private final InstantSource clock;

    Announcements(JdbcClient sql, AuditTrail audit, InstantSource clock) {
        this.sql = sql;
        this.audit = audit;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Upkeep {

        @Bean
        RetentionRule endOfAnnouncements(RowRules rows) {
            return rows.of("announcement")
                    .table("announcement")
                    .id("id")
                    .item("id")
                    .since("announced_at")
                    .delete();
        }

        @Bean
        ScheduledJob announce(AnnouncementMailing mailing) {
            return new ScheduledJob("privacy.announce", mailing::goOn);
        }
    }

    @Override
    @Transactional(readOnly = true)
    public Map<String, Object> of(AccountId me) {
        return Map.of(
                "announcements",
                sql.sql("select * from announcement where banner_until > :now order by announced_at desc limit 3")
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .query(Announcements::one)
                        .list());
    }

    @Transactional(readOnly = true)
    Optional<Announcement> find(UUID id) {
        return sql.sql("select * from announcement where id = :id")
                .param("id", id)
                .query(Announcements::one)
                .optional();
    }

    @Transactional(readOnly = true)
    List<Announcement> newest() {
        return sql.sql("select * from announcement order by announced_at desc limit :most")
                .param("most", SHOWN)
                .query(Announcements::one)
                .list();
    }

    UUID announce(AnnouncementForm form, AccountId by) {
        UUID id = UUID.randomUUID();
        sql.sql("""
                        insert into announcement
                          (id, kind, title_en, title_zh, text_en, text_zh, announced_by, announced_at, banner_until)
                        values (:id, :kind, :titleEn, :titleZh, :textEn, :textZh, :by, :now, :until)""")
                .param("id", id)
                .param("kind", form.asKind().orElseThrow().name())
                .param("titleEn", form.titleEn())
                .param("titleZh", form.titleZh())
                .param("textEn", form.textEn())
                .param("textZh", form.textZh())
                .param("by", by.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("until", form.bannerUntil().atOffset(ZoneOffset.UTC))
                .update();
        audit.record(Act.of(new Actor.Staff(by), "announcement.made").with("announcement", id));
        return id;
    }

    /** Takes the banner down; letters that are not written yet are still written. Ending twice changes nothing. */
    void end(UUID id, AccountId by) {
        int ended = sql.sql("update announcement set banner_until = :now where id = :id and banner_until > :now")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (ended > 0) {
            audit.record(Act.of(new Actor.Staff(by), "announcement.ended").with("announcement", id));
        }
    }

    /** @param reached the last account that was written to */
    record Unmailed(Announcement what, @Nullable AccountId reached) {}

    /** One whose letters are not all written, which nobody else goes on with until the end of the caller's transaction. */
    Optional<Unmailed> claim() {
        return sql.sql("""
                        select * from announcement where mailed_at is null
                        order by announced_at limit 1 for update skip locked""")
                .query((row, number) -> {
                    UUID reached = row.getObject("reached", UUID.class);
                    return new Unmailed(one(row, number), reached == null ? null : new AccountId(reached));
                })
                .optional();
    }

    /** @param last nothing where nobody was left */
    void written(UUID id, int letters, @Nullable AccountId last, boolean all) {
        sql.sql("""
                        update announcement set letters = letters + :letters, reached = coalesce(:last, reached),
                          mailed_at = case when :all then cast(:now as timestamptz) end where id = :id""")
                .param("letters", letters)
                .param("last", last == null ? null : last.value(), java.sql.Types.OTHER)
                .param("all", all)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    private static Announcement one(ResultSet row, int number) throws SQLException {
        OffsetDateTime mailed = row.getObject("mailed_at", OffsetDateTime.class);
        return new Announcement(
                row.getObject("id", UUID.class),
                Announcement.Kind.valueOf(row.getString("kind")),
                new Words(row.getString("title_en"), row.getString("title_zh")),
                new Words(row.getString("text_en"), row.getString("text_zh")),
                instant(row, "announced_at"),
                instant(row, "banner_until"),
                row.getLong("letters"),
                mailed == null ? null : mailed.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
