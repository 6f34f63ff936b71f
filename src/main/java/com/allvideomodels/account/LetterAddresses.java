package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.AddressBook;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Only confirmed addresses are written to: until then one may belong to somebody who never asked for anything. */
@Component
class LetterAddresses implements AddressBook {

    private final AccountRepository accounts;

    LetterAddresses(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Entry> find(AccountId account) {
        return accounts.findById(account.value())
                .filter(Account::emailConfirmed)
                .map(one -> new Entry(one.email(), one.name(), one.language()));
    }

    @Override
    public Optional<EmailAddress> last(AccountId account) {
        return accounts.findById(account.value()).map(Account::email);
    }
}
