package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The list of destructions in the database. */
@Repository
class DestructionRows implements Destructions {

    private final JdbcClient sql;

    DestructionRows(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Collection<Destruction> destructions, Instant now) {
        List<Destruction> all = List.copyOf(destructions);
        sql.sql("""
                with bytes as (
                  select place, array_agg(key) as keys
                  from unnest(cast(:places as bigint[]), cast(:keys as text[])) as one(place, key) group by place)
                insert into destruction (id, item, data_class, owner, deadline, cause, at, object_keys, bytes_left, bytes_gone_at)
                select gen_random_uuid(), item, data_class, owner, deadline, cause, :now, coalesce(keys, '{}'), coalesce(keys, '{}'),
                       case when keys is null then cast(:now as timestamptz) end
                from unnest(cast(:items as uuid[]), cast(:classes as text[]), cast(:owners as uuid[]), cast(:deadlines as timestamptz[]),
                            cast(:causes as text[])) with ordinality as thing(item, data_class, owner, deadline, cause, place)
                left join bytes using (place)
                order by place
                on conflict (item, data_class) do nothing
                """)
                .param("items", array(all, Destruction::item, UUID[]::new))
                .param("classes", array(all, Destruction::dataClass, String[]::new))
                .param("owners", array(all, one -> one.owner().value(), UUID[]::new))
                .param("deadlines", array(all, one -> one.deadline().toString(), String[]::new))
                .param("causes", array(all, one -> one.cause().name(), String[]::new))
                .param("places", places(all))
                .param(
                        "keys",
                        all.stream().flatMap(one -> one.objectKeys().stream()).toArray(String[]::new))
                .param("now", HoldRows.utc(now))
                .update();
    }

    private static <T> T[] array(List<Destruction> all, Function<Destruction, T> of, IntFunction<T[]> array) {
        return all.stream().map(of).toArray(array);
    }

    /** To which of them each key belongs, counted from one. */
    private static Long[] places(List<Destruction> all) {
        return IntStream.range(0, all.size())
                .boxed()
                .flatMap(place -> all.get(place).objectKeys().stream().map(key -> place + 1L))
                .toArray(Long[]::new);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void bytesGone(Map<String, UUID> itemOfKey, Instant now) {
        UUID[] items = itemOfKey.values().stream().distinct().toArray(UUID[]::new);
        // In the order of their numbers, or two batches that share a destruction could wait for each other. No joins in
        // what follows:
        // a plan that was made while the table was small would compare each with each.
        sql.sql("select 1 from destruction where item = any(:items) order by number for update")
                .param("items", items)
                .query(Integer.class)
                .list();
        sql.sql("""
                update destruction set
                  bytes_left = array(select key from unnest(bytes_left) as one(key) where key <> all(cast(:keys as text[]))),
                  bytes_gone_at = case when bytes_left <@ cast(:keys as text[]) then cast(:now as timestamptz) end
                where item = any(:items) and cardinality(bytes_left) > 0
                """)
                .param("items", items)
                .param("keys", itemOfKey.keySet().toArray(String[]::new))
                .param("now", HoldRows.utc(now))
                .update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void erased(AccountId account, Instant now) {
        sql.sql("insert into erased_account (account_id, at) values (:id, :now) on conflict do nothing")
                .param("id", account.value())
                .param("now", HoldRows.utc(now))
                .update();
    }

    @Override
    public boolean isErased(AccountId account) {
        return sql.sql("select exists (select 1 from erased_account where account_id = :id)")
                .param("id", account.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public Optional<Instant> erasedAt(AccountId account) {
        return sql.sql("select at from erased_account where account_id = :id")
                .param("id", account.value())
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }
}
