package com.allvideomodels.account;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.LanguageChosen;
import com.allvideomodels.web.ThemeChosen;
import java.util.function.Consumer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person chooses at the foot of a page goes with them to their other devices. */
@Component
class RememberedChoices {

    private final AccountRepository accounts;

    RememberedChoices(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @EventListener
    @Transactional
    public void on(LanguageChosen chosen) {
        change(chosen.account(), account -> account.speak(chosen.language()));
    }

    @EventListener
    @Transactional
    public void on(ThemeChosen chosen) {
        change(chosen.account(), account -> account.look(chosen.theme()));
    }

    private void change(AccountId who, Consumer<Account> change) {
        accounts.findById(who.value()).ifPresent(account -> {
            change.accept(account);
            accounts.save(account);
        });
    }
}
