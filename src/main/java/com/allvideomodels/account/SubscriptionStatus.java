package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Whether somebody has a subscription, as their account says it (clause collect.account). Told by whoever sells them. */
@Component
public class SubscriptionStatus {

    private final JdbcClient sql;

    SubscriptionStatus(JdbcClient sql) {
        this.sql = sql;
    }

    /** Joins the caller's transaction. Nothing where there is no such account; repeating it changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void now(AccountId account, boolean subscribed) {
        sql.sql("update account set subscription_status = :status where id = :account")
                .param("status", subscribed ? "active" : "ended")
                .param("account", account.value())
                .update();
    }
}
