package com.allvideomodels.credits;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import java.util.UUID;
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
