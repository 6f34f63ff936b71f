package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.ErasureStep;
import com.allvideomodels.retention.Erasures;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The account itself, and with its row all that hangs on it: identities, links, sign-ins, second factors. */
@Component
class AccountErasure implements ErasureStep {

    private final AccountRepository accounts;
    private final Throttle throttle;
    private final Erasures erasures;
    private final ClosingLetters letters;
    private final JdbcClient sql;

    AccountErasure(
            AccountRepository accounts, Throttle throttle, Erasures erasures, ClosingLetters letters, JdbcClient sql) {
        this.accounts = accounts;
        this.throttle = throttle;
        this.erasures = erasures;
        this.letters = letters;
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
        Optional<Account> account = accounts.findById(owner.value());
        account.ifPresent(this::forgetLimits);
        int gone = sql.sql("delete from account where id = :owner and "
                        + LegalHolds.noneOn("account", "account.id", "account.id"))
                .param("owner", owner.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
        if (gone == 1) {
            account.filter(one -> isTold(owner)).ifPresent(letters::erased);
        }
        return sql.sql("select not exists (select 1 from account where id = :owner)")
                .param("owner", owner.value())
                .query(Boolean.class)
                .single();
    }

    /** Of a child whose account staff end the guardian hears, and nobody writes to the child. */
    private boolean isTold(AccountId owner) {
        return erasures.of(owner)
                .filter(order -> order.cause() == Cause.ERASURE)
                .isPresent();
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
