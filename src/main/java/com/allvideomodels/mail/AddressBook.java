package com.allvideomodels.mail;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.util.Locale;
import java.util.Optional;

/** Knows where an account gets its letters. Answered by whoever keeps the accounts. */
public interface AddressBook {

    /** Nothing where the account is gone; its unsent letters are then dropped. */
    Optional<Entry> find(AccountId account);

    /** The address of the account, confirmed or not; for finding what was written to it, never for writing. */
    default Optional<EmailAddress> last(AccountId account) {
        return find(account).map(Entry::address);
    }

    /** @param name how to greet the person */
    record Entry(EmailAddress address, String name, Locale language) {}
}
