package com.allvideomodels.account;

import com.allvideomodels.kernel.EmailAddress;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Makes somebody the first administrator, told by whoever runs the installation: {@code --staff.first-admin=ADDRESS}. The account is
 * there already, with its address confirmed and its own password; nobody is made administrator by a password that others know.
 */
@Component
@ConditionalOnProperty("staff.first-admin")
class FirstAdministrator implements ApplicationRunner, ExitCodeGenerator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final String address;
    private final AccountRepository accounts;
    private final StaffGrants grants;
    private int exitCode = 1;

    FirstAdministrator(@Value("${staff.first-admin}") String address, AccountRepository accounts, StaffGrants grants) {
        this.address = address;
        this.accounts = accounts;
        this.grants = grants;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Optional<Account> account =
                EmailAddress.parse(address).flatMap(email -> accounts.findByConfirmedEmail(email.value()));
        if (account.isEmpty()) {
            LOG.error("Nobody was made administrator: no account has confirmed this address. Sign up with it first.");
        } else if (!grants.makeFirstAdministrator(account.get().id())) {
            LOG.error("Nobody was made administrator: there is one already, who can make others under /admin/staff.");
        } else {
            exitCode = 0;
            LOG.info(
                    "The account {} ({}) is administrator now. Sign in anew and open /admin; a second factor is set up there first.",
                    account.get().username(),
                    account.get().id());
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
