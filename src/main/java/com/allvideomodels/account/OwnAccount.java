package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Theme;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.server.ResponseStatusException;

/** What people change about their own account. */
@Component
class OwnAccount {

    private final AccountRepository accounts;
    private final Identities identities;
    private final PasswordResets letters;
    private final Authenticators authenticators;
    private final Passkeys passkeys;
    private final RecoveryCodes recovery;
    private final SecondFactors factors;
    private final SecurityLetters security;
    private final TransactionTemplate transaction;

    OwnAccount(
            AccountRepository accounts,
            Identities identities,
            PasswordResets letters,
            Authenticators authenticators,
            Passkeys passkeys,
            RecoveryCodes recovery,
            SecondFactors factors,
            SecurityLetters security,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.identities = identities;
        this.letters = letters;
        this.authenticators = authenticators;
        this.passkeys = passkeys;
        this.recovery = recovery;
        this.factors = factors;
        this.security = security;
        this.transaction = transaction;
    }

    /** Answers 404 where the account is gone though its session is not. */
    Account of(AccountId me) {
        return accounts.findById(me.value()).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    /** Whether the user name was free. */
    boolean rename(AccountId me, String name, Username username) {
        if (accounts.findByUsername(username.value())
                .filter(other -> !other.id().equals(me))
                .isPresent()) {
            return false;
        }
        try {
            transaction.executeWithoutResult(status -> {
                Account account = of(me);
                account.rename(name, username);
                accounts.saveAndFlush(account);
            });
            return true;
        } catch (DataIntegrityViolationException e) {
            return false;
        }
    }

    @Transactional
    public void changePassword(AccountId me, String hash) {
        change(me, account -> account.setPassword(hash));
        letters.changed(me);
    }

    @Transactional
    public void prefer(AccountId me, Locale language, Theme theme, Map<String, String> defaults) {
        change(me, account -> {
            account.speak(language);
            account.look(theme);
            account.preset(defaults);
        });
    }

    /** Whether there was another way in; the last one stays. */
    @Transactional
    public boolean unlinkGoogle(AccountId me) {
        if (of(me).passwordHash() == null) {
            return false;
        }
        identities.unlink(me);
        return true;
    }

    /** With the last second factor the recovery codes go, which stand in for one. */
    @Transactional
    public boolean removeAuthenticator(AccountId me) {
        boolean gone = authenticators.remove(me);
        return gone && tell(me, SecurityLetters.What.AUTHENTICATOR_REMOVED);
    }

    /** @see #removeAuthenticator */
    @Transactional
    public boolean removePasskey(AccountId me, String id) {
        boolean gone = passkeys.remove(me, id);
        return gone && tell(me, SecurityLetters.What.PASSKEY_REMOVED);
    }

    private boolean tell(AccountId me, SecurityLetters.What what) {
        if (!factors.has(me)) {
            recovery.forget(me);
        }
        security.write(me, what);
        return true;
    }

    private void change(AccountId me, Consumer<Account> change) {
        Account account = of(me);
        change.accept(account);
        accounts.save(account);
    }
}
