package com.allvideomodels.billing;

import com.allvideomodels.billing.CreemApi.Outcome;
import com.allvideomodels.billing.TwoBooks.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Holds some of Creem's transactions against the books and the ledger: what was never told is made true, and what differs after that goes
 * into the tally. Outside any transaction, since Creem may be asked again.
 */
@Component
class Comparison {

    private final CreemApi creem;
    private final MissedPayments missed;
    private final TwoBooks books;

    Comparison(CreemApi creem, MissedPayments missed, TwoBooks books) {
        this.creem = creem;
        this.missed = missed;
        this.books = books;
    }

    void compare(List<Transaction> theirs, Tally tally) {
        Seen before = books.see(ids(theirs));
        List<Transaction> differing = new ArrayList<>();
        for (Transaction one : theirs) {
            if (agree(one, before)) {
                count(one, before, tally);
            } else {
                differing.add(one);
            }
        }
        if (!differing.isEmpty()) {
            mend(differing, before, tally);
        }
    }

    private static boolean agree(Transaction one, Seen ours) {
        Payment known = ours.payments().get(one.id());
        return known != null && known.agrees(one);
    }

    private void mend(List<Transaction> differing, Seen before, Tally tally) {
        differing.stream()
                .filter(one -> missed.mend(one, before.payments(), tally))
                .forEach(one -> tally.mended());
        Seen mended = books.see(ids(differing));
        differing.forEach(one -> count(one, mended, tally));
    }

    /** Money may have gone back since the page was read, and the books were told of it: then Creem is asked again. */
    private void count(Transaction one, Seen ours, Tally tally) {
        Payment known = ours.payments().get(one.id());
        if (known == null || known.kept() == one.kept()) {
            tally.add(one, known, ours.credits().getOrDefault(one.id(), 0L));
        } else {
            Transaction now = again(one);
            Seen then = books.see(List.of(one.id()));
            tally.add(now, then.payments().get(one.id()), then.credits().getOrDefault(one.id(), 0L));
        }
    }

    private Transaction again(Transaction one) {
        return creem.transaction(one.id()) instanceof Outcome.Done(JsonNode answer)
                ? Transaction.read(answer).orElse(one)
                : one;
    }

    /**
     * Looks for one of ours that Creem did not list.
     *
     * @return whether Creem said anything of it
     */
    boolean lookFor(Payment ours, Tally tally) {
        return switch (creem.transaction(ours.transaction())) {
            case Outcome.Done(JsonNode answer) -> found(ours, Transaction.read(answer), tally);
            case Outcome.Refused(int status) -> !isOfTheKey(status) && found(ours, Optional.empty(), tally);
            case Outcome.Unknown lost -> false;
            case Outcome.NotNow later -> false;
        };
    }

    /** It says nothing of what was asked for. */
    private static boolean isOfTheKey(int status) {
        return status == HttpStatus.UNAUTHORIZED.value() || status == HttpStatus.FORBIDDEN.value();
    }

    private boolean found(Payment ours, Optional<Transaction> theirs, Tally tally) {
        theirs.filter(Transaction::paid).ifPresentOrElse(one -> compare(List.of(one), tally), () -> tally.absent(ours));
        return true;
    }

    private static List<String> ids(List<Transaction> some) {
        return some.stream().map(Transaction::id).toList();
    }
}
