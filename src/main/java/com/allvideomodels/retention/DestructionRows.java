package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
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
    public void record(Destruction destruction, Instant now) {
        sql.sql("""
                insert into destruction (id, item, data_class, owner, deadline, cause, at, object_keys, bytes_left, bytes_gone_at)
                values (:id, :item, :class, :owner, :deadline, :cause, :now, :keys, :keys,
                        case when cardinality(cast(:keys as text[])) = 0 then cast(:now as timestamptz) end)
                on conflict (item, data_class) do nothing
                """)
                .param("id", UUID.randomUUID())
                .param("item", destruction.item())
                .param("class", destruction.dataClass())
                .param("owner", destruction.owner().value())
                .param("deadline", HoldRows.utc(destruction.deadline()))
                .param("cause", destruction.cause().name())
                .param("now", HoldRows.utc(now))
                .param("keys", destruction.objectKeys().toArray(String[]::new))
                .update();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void bytesGone(Collection<String> objectKeys, Instant now) {
        // In the order of their numbers, or two batches that share an object's destruction could wait for each other.
        sql.sql("""
                with touched as (
                    select id from destruction where bytes_left && cast(:keys as text[]) and bytes_gone_at is null order by number for update)
                update destruction set
                  bytes_left = array(select unnest(bytes_left) except select unnest(cast(:keys as text[]))),
                  bytes_gone_at = case when bytes_left <@ cast(:keys as text[]) then cast(:now as timestamptz) end
                where id in (select id from touched)
                """)
                .param("keys", objectKeys.toArray(String[]::new))
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
