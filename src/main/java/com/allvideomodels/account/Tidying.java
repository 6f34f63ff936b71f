package com.allvideomodels.account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Drops what has outlived its use: sign-in records after 30 days, expired links, limits that no longer hold anyone. */
@Component
class Tidying {

    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

    private final SignInHistory history;
    private final Tokens tokens;
    private final AddressChanges changes;
    private final Throttle throttle;

    Tidying(SignInHistory history, Tokens tokens, AddressChanges changes, Throttle throttle) {
        this.history = history;
        this.tokens = tokens;
        this.changes = changes;
        this.throttle = throttle;
    }

    void tidy() {
        int records = history.forgetOld();
        int links = tokens.forgetExpired() + changes.forgetExpired();
        int limits = throttle.forgetPast();
        LOG.info("Dropped {} old sign-in records, {} expired links, {} past limits", records, links, limits);
    }
}
