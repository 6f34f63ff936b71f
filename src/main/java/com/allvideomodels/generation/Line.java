package com.allvideomodels.generation;

import static com.allvideomodels.generation.Story.utc;

import com.allvideomodels.provider.ProviderApi;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who is next. A claim is one statement that skips rows which others are claiming, so any number of nodes may ask at once; a lease
 * ends it.
 */
@Component
class Line {

    /** However often it rings, a provider is not asked more often than this for one task. */
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final GenerationSettings settings;

    Line(JdbcClient jdbc, TransactionTemplate transaction, InstantSource clock, GenerationSettings settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.settings = settings;
    }

    /** The APIs somebody waits for now. */
    List<ProviderApi> waitedFor() {
        return jdbc.sql("select distinct api from generation where state = 'QUEUED' and due_at <= :now")
                .param("now", utc(clock.instant()))
                .query((row, number) -> ProviderApi.valueOf(row.getString("api")))
                .list();
    }

    /**
     * Moves the next ones to SUBMITTING, committed before anyone is called. Never more than the provider runs for us at once,
     * over all nodes, which is why claims for one API follow one another. Whoever has fewest in hand is next; among equals
     * the one who asked first.
     *
     * @param secret from which the callback token of each follows, see {@link Doorbell}
     */
    List<Claim> toSubmit(ProviderApi api, int concurrency, int most, String secret) {
        return transaction.execute(status -> {
            jdbc.sql("select pg_advisory_xact_lock(60, :api)")
                    .param("api", api.ordinal())
                    .query((row, number) -> "")
                    .list();
            int room = Math.min(most, concurrency - inHand(api));
            return room > 0 ? claimToSubmit(api, room, secret) : List.of();
        });
    }

    private int inHand(ProviderApi api) {
        return jdbc.sql(
                        "select count(*) from generation where api = :api and state in ('SUBMITTING', 'RUNNING', 'UNCERTAIN')")
                .param("api", api.name())
                .query(Integer.class)
                .single();
    }

    private List<Claim> claimToSubmit(ProviderApi api, int room, String secret) {
        var now = clock.instant();
        return jdbc.sql("""
                with has as (
                  select owner, count(*) as number from generation
                  where api = :api and state in ('SUBMITTING', 'RUNNING', 'UNCERTAIN') group by owner),
                turns as (
                  select q.id, q.asked_at,
                         row_number() over (partition by q.owner order by q.asked_at, q.id) + coalesce(has.number, 0) as turn
                  from generation q left join has on has.owner = q.owner
                  where q.state = 'QUEUED' and q.api = :api and q.due_at <= :now
                    and not exists (select from provider_quiet p where p.api = :api and p.quiet_until > :now)
                  order by turn, q.asked_at, q.id limit :room),
                next as (
                  select g.id from generation g join turns on turns.id = g.id
                  where g.state = 'QUEUED' for update of g skip locked),
                claimed as (
                  update generation g
                  set state = 'SUBMITTING', submitted_at = :now, lease = gen_random_uuid(), lease_until = :until, leased_at = :now,
                      due_at = :until, version = g.version + 1,
                      callback_hash = encode(sha256(convert_to(
                        encode(sha256(convert_to(:secret || g.id::text, 'UTF8')), 'hex'), 'UTF8')), 'hex')
                  from next where g.id = next.id
                  returning g.id, g.owner, g.api, g.lease),
                said as (
                  insert into generation_event (generation_id, owner, what, at)
                  select id, owner, 'SENDING', :now from claimed returning id, generation_id, owner)
                select claimed.id, claimed.api, claimed.lease, pg_notify('generation', claimed.id || ' ' || claimed.owner || ' ' || said.id)
                from claimed join said on said.generation_id = claimed.id
                """)
                .param("api", api.name())
                .param("now", utc(now))
                .param("until", utc(now.plus(settings.lease())))
                .param("room", room)
                .param("secret", secret)
                .query(Line::claim)
                .list();
    }

    /**
     * Takes those in this state that are due and that nobody holds. Where a provider wants to be left alone, its tasks are looked at
     * later; only what is uncertain has a time by which it must be settled, and costs a few questions at most.
     *
     * @param full APIs of which nothing is taken
     */
    List<Claim> due(State state, int most, Set<ProviderApi> full) {
        var now = clock.instant();
        return jdbc.sql("""
                update generation g
                set lease = gen_random_uuid(), lease_until = :until, leased_at = :now, version = g.version + 1
                from (
                  select id from generation
                  where state = :state and api <> all(:full) and due_at <= :now
                    and (lease_until is null or lease_until <= :now)
                    and (state = 'UNCERTAIN' or output_address is not null or not exists (
                      select from provider_quiet p where p.api = generation.api and p.quiet_until > :now))
                  order by due_at limit :most for update skip locked) due
                where g.id = due.id returning g.id, g.api, g.lease
                """)
                .param("state", state.name())
                .param("full", names(full))
                .param("now", utc(now))
                .param("until", utc(now.plus(settings.lease())))
                .param("most", most)
                .query(Line::claim)
                .list();
    }

    /** For so long the provider wants to be left alone, by all nodes; nothing where it did not say so. */
    void quiet(ProviderApi api, @Nullable Duration pause) {
        if (pause != null) {
            jdbc.sql("""
                    insert into provider_quiet as known (api, quiet_until) values (:api, :until)
                    on conflict (api) do update set quiet_until = greatest(known.quiet_until, excluded.quiet_until)
                    """)
                    .param("api", api.name())
                    .param("until", utc(clock.instant().plus(pause)))
                    .update();
        }
    }

    private static Claim claim(ResultSet row, int number) throws SQLException {
        return new Claim(
                row.getObject("id", UUID.class),
                ProviderApi.valueOf(row.getString("api")),
                row.getObject("lease", UUID.class));
    }

    private static String[] names(Set<ProviderApi> apis) {
        return apis.stream().map(ProviderApi::name).toArray(String[]::new);
    }

    /** Those whose call was begun by a node that has fallen silent. */
    List<UUID> abandonedSubmissions(int most) {
        return jdbc.sql("""
                select id from generation where state = 'SUBMITTING' and lease_until <= :now order by lease_until limit :most
                """)
                .param("now", utc(clock.instant()))
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** Those that have been in line for longer than anyone should. */
    List<UUID> tooLongInLine(int most) {
        return jdbc.sql("""
                select id from generation where state = 'QUEUED' and asked_at <= :before order by asked_at limit :most
                """)
                .param("before", utc(clock.instant().minus(settings.queueAtMost())))
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /** The fast path of a look that found nothing new: one statement, no story. */
    boolean lookLater(Claim claim, java.time.Instant due) {
        return jdbc.sql("""
                update generation
                set due_at = case when rung_at > leased_at then greatest(rung_at, leased_at + cast(:between as interval)) else :due end,
                    lease = null, lease_until = null, silences = 0, vanished = 0, version = version + 1
                where id = :id and lease = :lease and state = 'RUNNING'
                """)
                        .param("due", utc(due))
                        .param("between", BETWEEN_LOOKS.toString())
                        .param("id", claim.generation())
                        .param("lease", claim.lease())
                        .update()
                == 1;
    }

    /** Says that the node which holds these leases lives. */
    void renew(List<Claim> claims) {
        if (!claims.isEmpty()) {
            jdbc.sql("""
                    update generation set lease_until = :until
                    where id = any(:ids) and lease = any(:leases)
                    """)
                    .param("until", utc(clock.instant().plus(settings.lease())))
                    .param("ids", ids(claims))
                    .param("leases", leases(claims))
                    .update();
        }
    }

    /** Undoes claims of which nothing was carried out: the next node finds them as they were. */
    void giveBack(List<Claim> claims) {
        jdbc.sql("""
                with back as (
                  update generation
                  set state = case state when 'SUBMITTING' then 'QUEUED' else state end,
                      submitted_at = case state when 'SUBMITTING' then null else submitted_at end,
                      callback_hash = case state when 'SUBMITTING' then null else callback_hash end,
                      due_at = least(due_at, :now), lease = null, lease_until = null, version = version + 1
                  where id = any(:ids) and lease = any(:leases) returning id, owner)
                select pg_notify('generation', id || ' ' || owner || ' 0') from back
                """)
                .param("now", utc(clock.instant()))
                .param("ids", ids(claims))
                .param("leases", leases(claims))
                .query((row, number) -> "")
                .list();
    }

    private static UUID[] ids(List<Claim> claims) {
        return claims.stream().map(Claim::generation).toArray(UUID[]::new);
    }

    private static UUID[] leases(List<Claim> claims) {
        return claims.stream().map(Claim::lease).toArray(UUID[]::new);
    }

    /**
     * Makes a task due now; one that has no name yet is looked at as soon as it has. Costs the same whether or not the token is
     * anyone's.
     */
    void rung(ProviderApi api, String tokenHash) {
        var now = utc(clock.instant());
        jdbc.sql("""
                with rung as (
                  update generation
                  set due_at = case state when 'RUNNING'
                        then least(due_at, greatest(:now, rung_at + interval '2 seconds', leased_at + cast(:between as interval))) else due_at end,
                      rung_at = :now
                  where callback_hash = :hash and api = :api and state in ('SUBMITTING', 'UNCERTAIN', 'RUNNING')
                  returning id, owner)
                select pg_notify('generation', id || ' ' || owner || ' 0') from rung
                """)
                .param("now", now)
                .param("between", BETWEEN_LOOKS.toString())
                .param("hash", tokenHash)
                .param("api", api.name())
                .query((row, number) -> "")
                .list();
    }

    /** @return how many tasks nobody can ring for any more */
    int forgetCallbacks() {
        return jdbc.sql("""
                        update generation set callback_hash = null
                        where callback_hash is not null and state in ('SUBMITTING', 'UNCERTAIN', 'RUNNING')""").update();
    }
}
