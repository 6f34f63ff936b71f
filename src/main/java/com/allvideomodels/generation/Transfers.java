package com.allvideomodels.generation;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.media.LinkFetches;
import com.allvideomodels.provider.ProviderApi;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What of a person's went to which provider, and what became of the copy there (clauses share.providers, retain.provider-copies). */
@Component
class Transfers {

    private static final String SENT = """
            select g.id, g.api, g.model, coalesce(g.submitted_at, g.asked_at) as at, coalesce(c.state, g.copy_state) as copy, c.ended_at,
              (select count(*) from generation_input i where i.generation_id = g.id) as inputs
            from generation g
            left join lateral (select state, ended_at from provider_copy where generation = g.id
                               order by state = 'DELETED', owed_since desc limit 1) c on true
            where g.owner = :owner and (g.submitted_at is not null or c.state is not null)
              and (coalesce(g.submitted_at, g.asked_at), g.id) < (:before, :last)
            order by coalesce(g.submitted_at, g.asked_at) desc, g.id desc limit :most
            """;

    private static final UUID LAST = new UUID(-1L, -1L);
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final JdbcClient sql;
    private final LinkFetches fetches;

    Transfers(JdbcClient sql, LinkFetches fetches) {
        this.sql = sql;
        this.fetches = fetches;
    }

    /**
     * One task that went to a provider, with its prompt.
     *
     * @param inputs how many uploads went with it
     * @param copy the state of the provider's copy, of several the one that is least gone
     * @param copyAt when the provider said that it was deleted
     * @param fetched how often the provider fetched an upload, as far as that is still kept
     */
    record Transfer(
            UUID id,
            String provider,
            GenerationView.When at,
            long inputs,
            String copy,
            GenerationView.@Nullable When copyAt,
            long fetched) {}

    /** The newest first. */
    List<Transfer> newest(AccountId owner, int most) {
        return page(owner, NEVER, LAST, most);
    }

    /** Those before one of them; nothing where that is somebody else's. */
    List<Transfer> before(AccountId owner, UUID generation, int most) {
        return sql.sql("select coalesce(submitted_at, asked_at) from generation where id = :id and owner = :owner")
                .param("id", generation)
                .param("owner", owner.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(at -> page(owner, at.toInstant(), generation, most))
                .orElse(List.of());
    }

    private List<Transfer> page(AccountId owner, Instant before, UUID last, int most) {
        List<Transfer> sent = sql.sql(SENT)
                .param("owner", owner.value())
                .param("before", Story.utc(before))
                .param("last", last)
                .param("most", most)
                .query((row, number) -> transfer(row))
                .list();
        Map<UUID, LinkFetches.Fetched> fetched =
                fetches.of(owner, sent.stream().map(Transfer::id).toList());
        return sent.stream()
                .map(one -> fetched.containsKey(one.id())
                        ? with(one, fetched.get(one.id()).times())
                        : one)
                .toList();
    }

    private static Transfer with(Transfer one, long fetched) {
        return new Transfer(one.id(), one.provider(), one.at(), one.inputs(), one.copy(), one.copyAt(), fetched);
    }

    private static Transfer transfer(ResultSet row) throws SQLException {
        OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Transfer(
                row.getObject("id", UUID.class),
                ProviderApi.valueOf(row.getString("api")).provider().title(),
                GenerationView.When.of(row.getObject("at", OffsetDateTime.class).toInstant()),
                row.getLong("inputs"),
                CopyState.valueOf(row.getString("copy")).slug(),
                ended == null ? null : GenerationView.When.of(ended.toInstant()),
                0);
    }
}
