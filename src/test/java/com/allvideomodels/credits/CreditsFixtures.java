package com.allvideomodels.credits;

import com.allvideomodels.TestDatabase;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.util.UUID;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts with credits: {@code CreditsFixtures.in(ledger, transactions).anAccount().withCredits(200)}. */
public final class CreditsFixtures {

    private final Ledger ledger;
    private final TransactionTemplate transactions;

    private CreditsFixtures(Ledger ledger, TransactionTemplate transactions) {
        this.ledger = ledger;
        this.transactions = transactions;
    }

    public static CreditsFixtures in(Ledger ledger, TransactionTemplate transactions) {
        return new CreditsFixtures(ledger, transactions);
    }

    /** What the ledger is made of, for a test that has no more of the product than it names. */
    public static void ledger(GenericApplicationContext context) {
        context.registerBean(Entries.class);
        context.registerBean(Lots.class);
        context.registerBean(DoubleEntryLedger.class);
        LedgerAudit.limits(context);
        context.registerBean(Lapses.class);
        context.registerBean(BookedCauses.class);
        LedgerAudit.limits(context);
    }

    /** Fails if the tables of the ledger cannot be true. */
    public static void audit(JdbcClient sql, String context) {
        new LedgerAudit(sql).finds(context);
    }

    /** Changes when any byte of the ledger does. */
    public static String checksum(JdbcClient sql) {
        return new LedgerAudit(sql).checksum();
    }

    /** What nobody spent in time is taken now. */
    public static void lapse(TestDatabase database) {
        database.get(Lapses.class).takeDue();
    }

    /** One that nobody else knows. */
    public Account anAccount() {
        return new Account(AccountId.fresh());
    }

    public Account account(AccountId id) {
        return new Account(id);
    }

    /** An account about to get credits. */
    public final class Account {

        private final AccountId id;

        private Account(AccountId id) {
            this.id = id;
        }

        public AccountId withCredits(long amount) {
            Cause cause = new Cause("fixture", UUID.randomUUID().toString());
            transactions.executeWithoutResult(status -> ledger.grant(id, new Credits(amount), cause));
            return id;
        }
    }
}
