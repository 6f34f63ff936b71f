package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The account itself, and with its row all that hangs on it: identities, links, sign-ins, second factors. */
@Component
class AccountErasure implements ErasureStep {

    private final AccountRepository accounts;
    private final Throttle throttle;
    private final JdbcClient sql;

    AccountErasure(AccountRepository accounts, Throttle throttle, JdbcClient sql) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.sql = sql;
    }

    @Override
    public String module() {
        return "account";
    }

    @Override
    public int place() {
        return 50;
    }

    @Override
    public boolean erase(AccountId owner, Instant now) {
        sql.sql("delete from spring_session where principal_name = :name")
                .param("name", owner.toString())
                .update();
        accounts.findById(owner.value()).ifPresent(this::forgetLimits);
        sql.sql("delete from account where id = :owner and " + LegalHolds.noneOn("account", "account.id", "account.id"))
                .param("owner", owner.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        return sql.sql("select not exists (select 1 from account where id = :owner)")
                .param("owner", owner.value())
                .query(Boolean.class)
                .single();
    }

    /** Those that name the account; what counts a name from one network lapses within minutes. */
    private void forgetLimits(Account account) {
        String address = account.email().value();
        Stream.of(Limit.NAME, Limit.SIGN_UP_LETTERS, Limit.RESET_LETTERS, Limit.MOVE_LETTERS)
                .forEach(limit -> throttle.forget(limit, address));
        throttle.forget(Limit.NAME, account.username());
        Stream.of(Limit.MOVES, Limit.CURRENT_PASSWORD, Limit.SECOND_FACTOR)
                .forEach(limit -> throttle.forget(limit, account.id().toString()));
    }
}
