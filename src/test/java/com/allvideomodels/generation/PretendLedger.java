package com.allvideomodels.generation;

import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.HoldId;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Credits in one table, so that they roll back with what they pay for. Stands in until the real ledger is there. */
@Transactional(propagation = Propagation.MANDATORY)
public class PretendLedger implements Ledger {

    private final JdbcClient jdbc;

    public PretendLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("""
                create table if not exists pretend_entry (
                  id uuid primary key, owner uuid not null, cause text unique not null, amount bigint not null,
                  state text not null, captured bigint)
                """).update();
    }

    @Override
    public void grant(AccountId owner, Credits amount, Cause cause) {
        add(UUID.randomUUID(), owner, cause, amount, "GRANT");
    }

    @Override
    public Held hold(AccountId owner, Credits amount, Cause cause) {
        jdbc.sql("select pg_advisory_xact_lock(50, hashtext(:owner))")
                .param("owner", owner.toString())
                .query((row, number) -> "")
                .list();
        Credits available = balanceOf(owner).available();
        if (!available.covers(amount)) {
            return new Held.Short(available, amount);
        }
        HoldId hold = HoldId.fresh();
        add(hold.value(), owner, cause, amount, "HELD");
        return new Held.Set(hold);
    }

    private void add(UUID id, AccountId owner, Cause cause, Credits amount, String state) {
        jdbc.sql("insert into pretend_entry values (:id, :owner, :cause, :amount, :state, null)")
                .param("id", id)
                .param("owner", owner.value())
                .param("cause", cause.kind() + " " + cause.reference())
                .param("amount", amount.amount())
                .param("state", state)
                .update();
    }

    @Override
    public void capture(HoldId hold, Credits amount) {
        end(hold, "CAPTURED", amount.amount());
    }

    @Override
    public void release(HoldId hold) {
        end(hold, "RELEASED", 0);
    }

    private void end(HoldId hold, String state, long amount) {
        int changed = jdbc.sql("""
                        update pretend_entry set state = :state, captured = :amount
                        where id = :id and amount >= :amount
                          and (state = 'HELD' or (state = :state and captured = :amount))
                        """)
                .param("state", state)
                .param("amount", amount)
                .param("id", hold.value())
                .update();
        if (changed != 1) {
            throw new Conflict("the hold has ended otherwise");
        }
    }

    @Override
    public Balance balanceOf(AccountId owner) {
        return jdbc.sql("""
                        select coalesce(sum(case state when 'GRANT' then amount when 'HELD' then -amount
                                                       when 'CAPTURED' then -captured else 0 end), 0) as available,
                               coalesce(sum(amount) filter (where state = 'HELD'), 0) as held
                        from pretend_entry where owner = :owner
                        """)
                .param("owner", owner.value())
                .query((row, number) ->
                        new Balance(new Credits(row.getLong("available")), new Credits(row.getLong("held"))))
                .single();
    }
}
