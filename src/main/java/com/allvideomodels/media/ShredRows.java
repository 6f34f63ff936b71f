package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.Fate;
import com.allvideomodels.retention.LegalHolds;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The statements that destroy. Claiming and destroying are two of them: what was being made of an object while it was claimed is
 * seen by the second.
 */
@Repository
class ShredRows {

    private static final String LIVING = " state = 'kept' and shredded_at is null ";

    private final JdbcClient sql;

    ShredRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** An object that was destroyed. {@code root} where it was made of nothing else. */
    record Shredded(
            MediaId id,
            AccountId owner,
            MediaClass kind,
            boolean root,
            Instant deadline,
            Cause cause,
            List<String> objectKeys) {}

    long due(Root root, Instant now, long most) {
        return sql.sql("select count(*) from (select 1 from media_object where " + due(root) + " limit :most) found")
                .param("now", MediaRows.at(now))
                .param("most", most)
                .query(Long.class)
                .single();
    }

    Optional<Instant> oldestDue(Root root, Instant now) {
        return sql.sql("select due_at from media_object where " + due(root) + " order by due_at limit 1")
                .param("now", MediaRows.at(now))
                .query((row, number) -> MediaRows.instant(row, "due_at"))
                .optional();
    }

    /** Locks what is due and not held; others who claim at the same time get the rest. */
    List<UUID> claim(Root root, Instant now, int most) {
        return sql.sql(claiming(root))
                .param("now", MediaRows.at(now))
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    static String claiming(Root root) {
        return "select id from media_object where " + due(root) + " order by due_at limit :most for update skip locked";
    }

    private static String due(Root root) {
        return root.condition() + " and made_of is null and" + LIVING + "and due_at <= :now and "
                + LegalHolds.noneOn(root.dataClass(), "media_object.owner", "media_object.id");
    }

    /** What was made of something that stays, and was to go alone, but was held then. */
    List<UUID> claimParts(Root root, Instant now, int most) {
        return sql.sql("""
                select part.id from media_object part
                where made_of is not null and ordered_at is not null and state = 'kept' and shredded_at is null and due_at <= :now
                  and exists (select 1 from media_object where id = media_root(part.id) and %s) and %s
                order by due_at limit :most for update skip locked
                """.formatted(
                        root.condition(), LegalHolds.noneOn(root.dataClass(), "part.owner", "media_root(part.id)")))
                .param("now", MediaRows.at(now))
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** Locks one object that is not held, whether or not it is due. */
    List<UUID> claimOne(AccountId owner, MediaId id, Instant now) {
        return sql.sql("""
                select id from media_object
                where id = :id and owner = :owner and state = 'kept' and shredded_at is null
                  and case (select kind from media_object where id = media_root(:id)) when 'OUTPUT' then %s when 'EXPORT' then %s when 'ATTACHMENT' then %s
                    else %s end
                for update
                """.formatted(
                                LegalHolds.noneOn("output", "media_object.owner", "media_root(media_object.id)"),
                                LegalHolds.noneOn("privacy-export", "media_object.owner", "media_object.id"),
                                LegalHolds.noneOn("request-attachment", "media_object.owner", "media_object.id"),
                                LegalHolds.noneOn("upload", "media_object.owner", "media_root(media_object.id)")))
                .param("id", id.value())
                .param("owner", owner.value())
                .param("now", MediaRows.at(now))
                .query(UUID.class)
                .list();
    }

    /** Locks roots of one person that are not held. */
    List<UUID> claimOwned(Root root, AccountId owner, Instant now, int most) {
        return sql.sql("select id from media_object where owner = :owner and " + root.condition()
                        + " and made_of is null and" + LIVING + "and "
                        + LegalHolds.noneOn(root.dataClass(), "media_object.owner", "media_object.id")
                        + " limit :most for update")
                .param("owner", owner.value())
                .param("now", MediaRows.at(now))
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** From {@code at} on nobody reads these objects and what was made of them. An earlier order stays. */
    void order(Collection<UUID> ids, Cause cause, Instant at) {
        sql.sql("""
                with recursive doomed as (
                    select id from media_object where id = any(:ids)
                    union all
                    select made.id from media_object made join doomed on made.made_of = doomed.id),
                hidden as (
                    update upload set ordered_at = least(ordered_at, :at) where original in (select id from doomed))
                update media_object set
                  ordered_cause = case when ordered_at <= :at then ordered_cause else :cause end, ordered_at = least(ordered_at, :at)
                where id in (select id from doomed) and state = 'kept' and shredded_at is null
                """)
                .param("ids", ids.toArray(UUID[]::new))
                .param("cause", cause.name())
                .param("at", MediaRows.at(at))
                .update();
    }

    Optional<UUID> own(AccountId owner, MediaId id) {
        return sql.sql("select id from media_object where id = :id and owner = :owner")
                .param("id", id.value())
                .param("owner", owner.value())
                .query(UUID.class)
                .optional();
    }

    /** What is destroyed no longer says whose it was: a number takes the place that is written down nowhere else. */
    void detach(AccountId owner) {
        sql.sql("update media_object set owner = gen_random_uuid() where owner = :owner and shredded_at is not null")
                .param("owner", owner.value())
                .update();
    }

    List<UUID> livingOf(AccountId owner) {
        return sql.sql("select id from media_object where owner = :owner and" + LIVING)
                .param("owner", owner.value())
                .query(UUID.class)
                .list();
    }

    /**
     * Ends the keys of claimed objects and of all that was made of them, and asks for their bytes to be deleted. A key of a
     * held object's own dies with it. Bytes whose end is being written down just now are waited for: else the list of destructions
     * would name them as left, after the only one who could have struck them out.
     */
    List<Shredded> destroy(Collection<UUID> claimed, Instant now) {
        return sql.sql("""
                with recursive doomed as (
                    select id as seed, id from media_object where id = any(:ids)
                    union all
                    select doomed.seed, made.id from media_object made join doomed on made.made_of = doomed.id),
                shredded as (
                    update media_object set shredded_at = :now, wrapped_key = null, header = null, sha256 = null
                    where id in (select id from doomed) and state = 'kept' and shredded_at is null
                    returning id, object_key, day_key),
                queued as (
                    insert into media_deletion (object_key, media_id, asked_at, due_at)
                    select object_key, id, :now, :now from shredded),
                keys as (
                    insert into key_death (name, ordered_at, due_at)
                    select day_key, :now, :now from shredded where day_key is not null on conflict do nothing),
                gone as (delete from upload where original = any(:ids)),
                waiting as (
                    select media_id, object_key from media_deletion where media_id in (select id from doomed) for share),
                bytes as (
                    select id, object_key from shredded
                    union
                    select media_id, object_key from waiting),
                lists as (
                    select seed, array_agg(object_key) as object_keys from doomed join bytes using (id) group by seed)
                select object.*, coalesce(lists.object_keys, '{}') as object_keys
                from media_object object left join lists on lists.seed = object.id
                where object.id = any(:ids)
                """)
                .param("ids", claimed.toArray(UUID[]::new))
                .param("now", MediaRows.at(now))
                .query((row, number) -> shredded(row, now))
                .list();
    }

    /** The row as it was before: a person's order is the cause even where the deadline came while it was held. */
    private static Shredded shredded(ResultSet row, Instant now) throws SQLException {
        Instant deadline = MediaRows.instant(row, "deadline");
        String ordered = row.getString("ordered_cause");
        Cause cause = ordered == null || MediaRows.instant(row, "ordered_at").isAfter(now)
                ? Cause.DEADLINE
                : Cause.valueOf(ordered);
        return new Shredded(
                new MediaId(row.getObject("id", UUID.class)),
                new AccountId(row.getObject("owner", UUID.class)),
                MediaClass.valueOf(row.getString("kind")),
                row.getObject("made_of") == null,
                cause == Cause.DEADLINE ? MediaRows.instant(row, "due_at") : deadline,
                cause,
                strings(row.getArray("object_keys")));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    Fate fate(Root root, UUID item) {
        return sql.sql("select * from media_object where id = :id and made_of is null and " + root.condition())
                .param("id", item)
                .query((row, number) -> fate(row))
                .optional()
                .orElseGet(Fate.Unknown::new);
    }

    private static Fate fate(ResultSet row) throws SQLException {
        if (row.getObject("shredded_at") != null) {
            return new Fate.Destroyed(MediaRows.instant(row, "shredded_at"));
        }
        return new Fate.Kept(new AccountId(row.getObject("owner", UUID.class)), MediaRows.instant(row, "due_at"));
    }
}
