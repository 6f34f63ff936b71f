package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes one account the only administrator until it is closed; whoever else is one is administrator again afterwards. */
public class OnlyAdministrator implements AutoCloseable {

    private final JdbcClient sql;
    private final AccountId who;
    private final List<UUID> others;

    public OnlyAdministrator(JdbcClient sql, AccountId who) {
        this.sql = sql;
        this.who = who;
        this.others = sql.sql("delete from staff_grant where role = 'ADMINISTRATOR' returning account_id")
                .query(UUID.class)
                .list();
        grant(who.value());
    }

    private void grant(UUID to) {
        sql.sql("""
                insert into staff_grant (account_id, role, granted_at)
                select id, 'ADMINISTRATOR', now() from account where id = :to on conflict do nothing
                """).param("to", to).update();
    }

    @Override
    public void close() {
        sql.sql("delete from staff_grant where account_id = :who")
                .param("who", who.value())
                .update();
        others.forEach(this::grant);
    }
}
