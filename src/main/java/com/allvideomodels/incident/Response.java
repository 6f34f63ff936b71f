package com.allvideomodels.incident;

import com.allvideomodels.account.Containment;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Letters;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.web.Operator;
import com.allvideomodels.web.SecretLinks;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out what was ordered, some accounts in each transaction, which also notes how far it came: whoever is interrupted, at whatever
 * point, does nothing twice and leaves nobody out.
 */
@Component
class Response {

    private static final int BATCH = 100;

    private final Actions actions;
    private final Containment containment;
    private final List<SecretLinks> links;
    private final Mailer mailer;
    private final Operator operator;
    private final TransactionTemplate transaction;

    Response(
            Actions actions,
            Containment containment,
            List<SecretLinks> links,
            Mailer mailer,
            Operator operator,
            TransactionTemplate transaction) {
        this.actions = actions;
        this.containment = containment;
        this.links = links;
        this.mailer = mailer;
        this.operator = operator;
        this.transaction = transaction;
    }

    /** Goes on until nothing is left to be done. */
    void carryOut() {
        boolean more = true;
        while (more) {
            more = some();
        }
    }

    /** One transaction's worth. @return whether there was anything to go on with */
    boolean some() {
        return Boolean.TRUE.equals(transaction.execute(status -> actions.claim()
                .map(action -> {
                    goOnWith(action);
                    return true;
                })
                .orElse(false)));
    }

    private void goOnWith(Action action) {
        switch (action.kind()) {
            case END_LINKS ->
                actions.finish(
                        action, links.stream().mapToLong(SecretLinks::endAll).sum());
            case END_SESSIONS -> forEach(action, account -> containment.endSessions(account, action.orderedBy()));
            case SUSPEND ->
                forEach(
                        action,
                        account -> containment.suspend(
                                account, Objects.requireNonNull(action.words()), action.orderedBy()));
            case NOTIFY -> forEach(action, account -> mailer.write(account, letter(action)));
            case WRAP_KEYS, NEW_SIGNING_KEY ->
                throw new IllegalStateException("keys are changed outside of transactions");
        }
    }

    private void forEach(Action action, Consumer<AccountId> done) {
        List<AccountId> next = actions.next(action, BATCH);
        next.stream().filter(account -> !action.spares(account)).forEach(done);
        actions.done(action, next, next.size() < BATCH);
    }

    private Letter letter(Action action) {
        return Letters.incidentNotice(
                operator.address("/settings/security"),
                Objects.requireNonNull(action.textEn()),
                Objects.requireNonNull(action.textZh()));
    }
}
