package com.allvideomodels.account;

import com.allvideomodels.web.SecretLinks;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Secrets in letters about accounts. Who waited for one asks for another. A parent's link that ends their consent stays: it must be as easy
 * to withdraw as it was to give.
 */
@Component
class LinksInLetters implements SecretLinks {

    private final JdbcClient sql;

    LinksInLetters(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public int endAll() {
        return sql.sql("delete from account_token").update()
                + sql.sql("delete from address_change").update()
                // What led to no account yet begins anew.
                + sql.sql("delete from parental_consent where account_id is null")
                        .update();
    }
}
