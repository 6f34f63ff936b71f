package com.allvideomodels.mail;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.util.Locale;

/**
 * Writes letters. A letter is a row in the caller's transaction and leaves the house after it commits: a transaction that
 * rolls back sends nothing, one that commits sends exactly once however often the sending is repeated.
 */
public interface Mailer {

    /**
     * To the address that the account has when the letter is sent, in the person's language; dropped where the person does not allow
     * letters of its {@link LetterKind} by then.
     */
    void write(AccountId to, Letter letter);

    /** To an address that is not (yet) the account's, for instance the new one of a change of address. */
    void write(EmailAddress to, Locale language, Letter letter);
}
