package com.allvideomodels.account;

import static java.util.stream.Collectors.toSet;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.web.PageFacts;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Answers what other modules ask about people. */
@Component
class Directory implements Accounts, PageFacts {

    private final AccountRepository accounts;

    Directory(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Profile> find(AccountId id) {
        return accounts.findById(id.value())
                .filter(account -> !account.closed())
                .map(Account::toProfile);
    }

    @Override
    public Optional<AccountId> named(EmailAddress confirmed) {
        return accounts.findByConfirmedEmail(confirmed.value()).map(Account::id);
    }

    @Override
    public Optional<Profile> find(EmailAddress confirmed) {
        return accounts.findByConfirmedEmail(confirmed.value())
                .filter(account -> !account.closed())
                .map(Account::toProfile);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean keep(AccountId id) {
        return accounts.keep(id.value()).isPresent();
    }

    @Override
    public Set<AccountId> existing(Set<AccountId> some) {
        Set<UUID> ids = some.stream().map(AccountId::value).collect(toSet());
        return accounts.existing(ids).stream().map(AccountId::new).collect(toSet());
    }

    @Override
    public Map<String, Object> of(AccountId me) {
        return accounts.findById(me.value())
                .<Map<String, Object>>map(one -> Map.of(
                        "profileName",
                        one.name(),
                        "theme",
                        one.theme().word(),
                        // The frame then offers only what an ending session reaches.
                        "ending",
                        one.closed()))
                .orElse(Map.of());
    }
}
