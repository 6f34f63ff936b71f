package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What people hear of the end of their account: when it is closed, and when it is gone. In the caller's transaction. */
@Component
class ClosingLetters {

    private final AccountRepository accounts;
    private final KeptAfterwards kept;
    private final Mailer mailer;
    private final Operator operator;

    ClosingLetters(AccountRepository accounts, KeptAfterwards kept, Mailer mailer, Operator operator) {
        this.accounts = accounts;
        this.kept = kept;
        this.mailer = mailer;
        this.operator = operator;
    }

    /** With the way back. */
    void closed(AccountId who, Instant ends) {
        accounts.findById(who.value())
                .filter(Account::emailConfirmed)
                .ifPresent(account -> mailer.write(
                        who,
                        Letters.accountClosed(
                                operator.address("/sign-in"),
                                ends,
                                kept.brief(account.language()),
                                kept.briefHeld(who, account.language()))));
    }

    /** To the address that is about to be forgotten, and is with this letter. */
    void erased(Account account) {
        if (account.emailConfirmed()) {
            mailer.write(
                    account.email(),
                    account.language(),
                    Letters.accountErased(
                            operator.address("/privacy/retention"),
                            kept.brief(account.language()),
                            kept.briefHeld(account.id(), account.language())));
        }
    }
}
