package com.allvideomodels.incident;

import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.storage.MasterKeyChange;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What was ordered to be done to those an incident concerns, and how far it has come. */
@Component
@Transactional
class Actions {

    private final JdbcClient sql;
    private final AffectedAccounts affected;
    private final IncidentLock lock;
    private final AuditTrail audit;
    private final IncidentSettings settings;
    private final InstantSource clock;

    Actions(
            JdbcClient sql,
            AffectedAccounts affected,
            IncidentLock lock,
            AuditTrail audit,
            IncidentSettings settings,
            InstantSource clock) {
        this.sql = sql;
        this.affected = affected;
        this.lock = lock;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** What ordering came to; the message {@code incident.action.ordered.NAME} says it. */
    enum Ordered {
        GOES_ON,
        /** For somebody else of staff. */
        WAITS,
        NOBODY_AFFECTED,
        /** One of this kind is being carried out, or the incident is closed. */
        NOT_NOW
    }

    /** One that waits for a second person makes way for a new one of its kind. */
    Ordered order(UUID incident, ActionForm form, AccountId by) {
        if (!lock.open(incident)) {
            return Ordered.NOT_NOW;
        }
        Action.Kind kind = form.asKind().orElseThrow();
        long concerned = affected.count(incident);
        if (kind.scope() == Action.Scope.ACCOUNTS && concerned == 0) {
            return Ordered.NOBODY_AFFECTED;
        }
        withdrawWaiting(incident, kind);
        boolean second = needsSecond(kind, concerned);
        if (!insert(incident, kind, form, second, by)) {
            return Ordered.NOT_NOW;
        }
        audit.record(Incidents.act(by, "incident.action-ordered", incident)
                .with("kind", kind)
                .with("accounts", concerned));
        return second ? Ordered.WAITS : Ordered.GOES_ON;
    }

    private boolean needsSecond(Action.Kind kind, long concerned) {
        return switch (kind) {
            case SUSPEND -> concerned > settings.alone();
            // Everybody's keys: as many as there are accounts, and those of days besides.
            case WRAP_KEYS -> true;
            case END_SESSIONS, NOTIFY, END_LINKS, NEW_SIGNING_KEY -> false;
        };
    }

    private void withdrawWaiting(UUID incident, Action.Kind kind) {
        sql.sql("""
                        delete from incident_action where incident = :incident and kind = :kind and finished_at is null
                          and needs_second and confirmed_by is null""").param("incident", incident).param("kind", kind.name()).update();
    }

    /** @return whether none of this kind was under way */
    private boolean insert(UUID incident, Action.Kind kind, ActionForm form, boolean second, AccountId by) {
        boolean letter = kind == Action.Kind.NOTIFY;
        return sql.sql("""
                        insert into incident_action
                          (id, incident, kind, words, text_en, text_zh, ordered_by, ordered_at, needs_second)
                        values (:id, :incident, :kind, :words, :textEn, :textZh, :by, :now, :second)
                        on conflict do nothing""")
                        .param("id", UUID.randomUUID())
                        .param("incident", incident)
                        .param("kind", kind.name())
                        .param("words", kind == Action.Kind.SUSPEND ? form.words() : null)
                        .param("textEn", letter ? form.textEn() : null)
                        .param("textZh", letter ? form.textZh() : null)
                        .param("by", by.value())
                        .param("now", now())
                        .param("second", second)
                        .update()
                == 1;
    }

    /**
     * The second of the two, who must be somebody else and confirms what was shown to them.
     *
     * @param shown how many accounts it was to be done to
     */
    boolean confirm(UUID incident, UUID action, long shown, AccountId by) {
        boolean confirmed = lock.open(incident)
                && affected.count(incident) == shown
                && sql.sql("""
                        update incident_action set confirmed_by = :by, confirmed_at = :now
                        where id = :id and incident = :incident and ordered_by <> :by and needs_second
                          and confirmed_by is null and finished_at is null""")
                                .param("by", by.value())
                                .param("now", now())
                                .param("id", action)
                                .param("incident", incident)
                                .update()
                        == 1;
        if (confirmed) {
            audit.record(Incidents.act(by, "incident.action-confirmed", incident)
                    .with("action", action)
                    .with("accounts", shown));
        }
        return confirmed;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    List<Action> of(UUID incident) {
        return sql.sql("select * from incident_action where incident = :id order by ordered_at desc, id")
                .param("id", incident)
                .query(Actions::one)
                .list();
    }

    /** One to go on with, which nobody else goes on with until the end of the caller's transaction. */
    Optional<Action> claim() {
        return sql.sql("""
                        select * from incident_action
                        where finished_at is null and kind not in ('WRAP_KEYS', 'NEW_SIGNING_KEY') and (confirmed_by is not null or not needs_second)
                        order by ordered_at limit 1 for update skip locked""").query(Actions::one).optional();
    }

    /** All that go through keys, the one that was ordered first coming first. Nobody is kept from going on with them too. */
    @Transactional(readOnly = true)
    List<Action> throughKeys() {
        return sql.sql("""
                        select * from incident_action
                        where finished_at is null and kind in ('WRAP_KEYS', 'NEW_SIGNING_KEY')
                          and (confirmed_by is not null or not needs_second)
                        order by ordered_at""").query(Actions::one).list();
    }

    /** Something that was done at once, to so many. */
    void finish(Action action, long done) {
        sql.sql("update incident_action set done = :done, finished_at = :now where id = :id")
                .param("done", done)
                .param("now", now())
                .param("id", action.id())
                .update();
    }

    /**
     * How far it is with keys. Where somebody else came further meanwhile nothing changes.
     *
     * @param from where this stretch began
     * @param finished whether that was all of it
     */
    void reached(Action action, Action.Keys from, Action.Keys to, int anew, boolean finished) {
        sql.sql("""
                        update incident_action set done = done + :anew, key_place = :place, key_name = :name,
                          key_anew = :round, key_unreadable = :unreadable,
                          finished_at = case when :finished then cast(:now as timestamptz) end
                        where id = :id and finished_at is null
                          and coalesce(key_place, '') = :oldPlace and coalesce(key_name, '') = :oldName""")
                .param("anew", anew)
                .param("place", to.reached().place())
                .param("name", to.reached().name())
                .param("round", to.anewInRound())
                .param("unreadable", to.unreadable())
                .param("finished", finished)
                .param("now", now())
                .param("id", action.id())
                .param("oldPlace", from.reached().place())
                .param("oldName", from.reached().name())
                .update();
    }

    /** Those it comes to next, in the order of their numbers; of a letter those alone that were not told yet. */
    List<AccountId> next(Action action, int most) {
        return sql
                .sql("""
                        select account_id from incident_account
                        where incident = :incident and account_id > :reached and (:kind <> 'NOTIFY' or told_at is null)
                        order by account_id limit :most""")
                .param("incident", action.incident())
                .param("kind", action.kind().name())
                .param(
                        "reached",
                        action.reached() == null
                                ? new UUID(0, 0)
                                : action.reached().value())
                .param("most", most)
                .query(UUID.class)
                .stream()
                .map(AccountId::new)
                .toList();
    }

    /** @param all whether nobody is left after these */
    void done(Action action, List<AccountId> accounts, boolean all) {
        UUID[] ids = accounts.stream().map(AccountId::value).toArray(UUID[]::new);
        if (action.kind() == Action.Kind.NOTIFY) {
            sql.sql("update incident_account set told_at = :now where incident = :incident and account_id = any(:ids)")
                    .param("now", now())
                    .param("incident", action.incident())
                    .param("ids", ids)
                    .update();
        }
        sql.sql("""
                        update incident_action set done = done + :count, reached = coalesce(:last, reached),
                          finished_at = case when :all then cast(:now as timestamptz) end where id = :id""")
                .param("count", ids.length)
                .param("last", ids.length == 0 ? null : ids[ids.length - 1], java.sql.Types.OTHER)
                .param("all", all)
                .param("now", now())
                .param("id", action.id())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Action one(ResultSet row, int number) throws SQLException {
        return new Action(
                row.getObject("id", UUID.class),
                row.getObject("incident", UUID.class),
                Action.Kind.valueOf(row.getString("kind")),
                row.getString("words"),
                row.getString("text_en"),
                row.getString("text_zh"),
                new AccountId(row.getObject("ordered_by", UUID.class)),
                Incidents.instant(row, "ordered_at"),
                row.getBoolean("needs_second"),
                account(row, "confirmed_by"),
                account(row, "reached"),
                row.getLong("done"),
                Incidents.past(row, "finished_at"),
                keys(row));
    }

    private static Action.Keys keys(ResultSet row) throws SQLException {
        String place = row.getString("key_place");
        return place == null
                ? Action.Keys.NONE_YET
                : new Action.Keys(
                        new MasterKeyChange.Point(place, row.getString("key_name")),
                        row.getLong("key_anew"),
                        row.getLong("key_unreadable"));
    }

    private static @Nullable AccountId account(ResultSet row, String column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new AccountId(id);
    }
}
