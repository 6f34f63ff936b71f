package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of links and of every fetch of one. */
@Repository
class LinkRows {

    private final JdbcClient sql;

    LinkRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param ends at its own time or when it was revoked */
    record Link(
            UUID id,
            AccountId owner,
            MediaId media,
            Instant until,
            @Nullable Instant revokedAt) {

        boolean worksAt(Instant now) {
            return revokedAt == null && now.isBefore(until);
        }
    }

    void add(Link link, byte[] tokenHash, UUID task, String provider, Instant now) {
        sql.sql("""
                insert into provider_link (id, token_hash, owner, media, task, provider, made_at, until)
                values (:id, :hash, :owner, :media, :task, :provider, :now, :until)
                """)
                .param("id", link.id())
                .param("hash", tokenHash)
                .param("owner", link.owner().value())
                .param("media", link.media().value())
                .param("task", task)
                .param("provider", provider)
                .param("now", MediaRows.at(now))
                .param("until", MediaRows.at(link.until()))
                .update();
    }

    void revoke(UUID task, Instant now) {
        sql.sql("update provider_link set revoked_at = :now where task = :task and revoked_at is null")
                .param("task", task)
                .param("now", MediaRows.at(now))
                .update();
    }

    int revokeAll(Instant now) {
        return sql.sql("update provider_link set revoked_at = :now where revoked_at is null and until > :now")
                .param("now", MediaRows.at(now))
                .update();
    }

    Optional<Link> find(byte[] tokenHash) {
        return sql.sql("select * from provider_link where token_hash = :hash")
                .param("hash", tokenHash)
                .query((row, number) -> new Link(
                        row.getObject("id", UUID.class),
                        new AccountId(row.getObject("owner", UUID.class)),
                        new MediaId(row.getObject("media", UUID.class)),
                        MediaRows.instant(row, "until"),
                        row.getObject("revoked_at") == null ? null : MediaRows.instant(row, "revoked_at")))
                .optional();
    }

    /** A request for a link, as it came. */
    record Fetch(
            String method,
            @Nullable String range,
            String address,
            @Nullable String userAgent) {}

    /** @return its number, for {@link #answered} */
    long fetched(Link link, Fetch fetch, Instant now) {
        return sql.sql("""
                insert into provider_link_fetch (link, fetched_at, method, range, address, user_agent)
                values (:link, :now, :method, :range, :address, :agent) returning id
                """)
                .param("link", link.id())
                .param("now", MediaRows.at(now))
                .param("method", fetch.method())
                .param("range", fetch.range())
                .param("address", fetch.address())
                .param("agent", fetch.userAgent())
                .query(Long.class)
                .single();
    }

    void answered(long fetch, int status) {
        sql.sql("update provider_link_fetch set status = :status where id = :id")
                .param("status", status)
                .param("id", fetch)
                .update();
    }
}
