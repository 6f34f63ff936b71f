package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether people may come in, and whether a session is still one. Closing or suspending an account ends those that were entered before,
 * also one that was being opened meanwhile and is stored afterwards, and for good: opening the account again does not bring it back.
 */
@Component
class Standing {

    /** The session attribute that says when its person came in, an {@link Instant}. */
    static final String ENTERED = "entrance.at";

    private final JdbcClient sql;

    Standing(JdbcClient sql) {
        this.sql = sql;
    }

    /** How an account stands. */
    enum Of {
        OPEN,
        /** Closed, and may still be opened again by its person. */
        ENDING,
        /** Its erasure is ordered, or it is gone. */
        CLOSED,
        SUSPENDED
    }

    /** Waits for a closing or a suspension under way. The instant of an entry is read before this is asked. */
    Of of(AccountId who) {
        return sql.sql("""
                select case when a.erasure_ordered_at is not null then 'CLOSED'
                            when exists (select 1 from suspension s where s.account_id = a.id) then 'SUSPENDED'
                            when a.closed_at is not null then 'ENDING'
                            else 'OPEN' end
                from account a where a.id = :id for share of a
                """)
                .param("id", who.value())
                .query((row, number) -> Of.valueOf(row.getString(1)))
                .optional()
                .orElse(Of.CLOSED);
    }

    /**
     * Asked on each request of somebody signed in, on every node.
     *
     * @param ending whether it is a session of somebody whose account is closed, which ends when the account is open again
     */
    boolean isSession(AccountId who, Instant entered, boolean ending) {
        return sql.sql("""
                select (a.closed_at is not null) = :ending and a.erasure_ordered_at is null
                  and (a.sessions_from is null or a.sessions_from < :entered)
                  and not exists (select 1 from suspension s where s.account_id = a.id)
                from account a where a.id = :id
                """)
                .param("id", who.value())
                .param("ending", ending)
                .param("entered", entered.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /** Before the instant is read from which on sessions count: who came in unseen came in earlier. */
    void lock(AccountId who) {
        sql.sql("select 1 from account where id = :id for update")
                .param("id", who.value())
                .query(Integer.class)
                .optional();
    }
}
