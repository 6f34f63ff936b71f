package com.allvideomodels.mail;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Knows where an account gets its letters. Answered by whoever keeps the accounts. */
public interface AddressBook {

    /** Nothing where the account is gone; its unsent letters are then dropped. */
    Optional<Entry> find(AccountId account);

    /** The address of the account, confirmed or not; for finding what was written to it, never for writing. */
    default Optional<EmailAddress> last(AccountId account) {
        return find(account).map(Entry::address);
    }

    /**
     * A part of everyone who had an account then and can be written to, in the order of their ids.
     *
     * @param opened before that
     * @param after the last one of the part before; {@code null} for the first part
     * @param most how many; fewer come where there are no more
     */
    default List<AccountId> page(Instant opened, @Nullable UUID after, int most) {
        return List.of();
    }

    /** @param name how to greet the person */
    record Entry(EmailAddress address, String name, Locale language) {}
}
