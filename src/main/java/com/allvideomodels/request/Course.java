package com.allvideomodels.request;

import java.time.Instant;

/**
 * How far a request is. Nothing of it is fulfilled before it was verified, and only by what it asks for: a deletion by the erasure of the
 * account, on which two agree, or, where there is none, by saying so. A duplicate must be verified for itself, nothing leaves a final
 * state, and time is extended once at most and only before it was over.
 *
 * @param fulfilment what alone fulfils it
 * @param due when the answer is due, extended or not
 */
record Course(
        Requester requester,
        Fulfilment fulfilment,
        Status status,
        boolean identityShown,
        boolean mandateChecked,
        boolean duplicate,
        boolean extended,
        Instant due) {

    static Course begin(Requester requester, Fulfilment fulfilment, Instant due) {
        return new Course(requester, fulfilment, Status.OPEN, false, false, false, false, due);
    }

    public boolean isVerified() {
        return identityShown && (mandateChecked || !requester.needsMandate());
    }

    /** What comes of a move; this itself stays what it is. */
    Outcome take(Move move) {
        if (status.isFinal()) {
            return new Outcome.Refused(Refusal.CLOSED);
        }
        return switch (move) {
            case Move.ShowIdentity shown -> moved(shown(true, mandateChecked, duplicate));
            case Move.CheckMandate checked ->
                requester.needsMandate()
                        ? moved(shown(identityShown, true, duplicate))
                        : new Outcome.Refused(Refusal.NO_MANDATE_NEEDED);
            case Move.MarkDuplicate marked -> moved(shown(identityShown, mandateChecked, true));
            case Move.Begin begun ->
                isVerified() ? moved(at(Status.IN_PROGRESS)) : new Outcome.Refused(Refusal.NOT_VERIFIED);
            case Move.Extend more -> extend(more);
            case Move.Fulfil done -> fulfil(Fulfilment.ANSWER);
            case Move.Erase erased -> erase(erased);
            case Move.FindNothing found -> fulfil(Fulfilment.NOTHING_FOUND);
            case Move.FindAccount found -> moved(withAccount());
            case Move.Deny denied -> moved(at(Status.DENIED));
            case Move.Revoke revoked -> moved(at(Status.REVOKED));
            case Move.Expire over -> expire(over);
        };
    }

    private Outcome extend(Move.Extend more) {
        if (extended) {
            return new Outcome.Refused(Refusal.EXTENDED_ALREADY);
        }
        return more.at().isBefore(due)
                ? moved(new Course(
                        requester, fulfilment, status, identityShown, mandateChecked, duplicate, true, more.until()))
                : new Outcome.Refused(Refusal.TOO_LATE_TO_EXTEND);
    }

    private Outcome erase(Move.Erase erased) {
        return erased.proposedBy().equals(erased.approvedBy())
                ? new Outcome.Refused(Refusal.SAME_PERSON)
                : fulfil(Fulfilment.ERASURE);
    }

    private Outcome fulfil(Fulfilment how) {
        if (how != fulfilment) {
            return new Outcome.Refused(
                    switch (fulfilment) {
                        case ANSWER -> Refusal.NO_DELETION;
                        case ERASURE -> Refusal.ERASURE_NEEDED;
                        case NOTHING_FOUND -> Refusal.NO_ACCOUNT;
                    });
        }
        if (!isVerified()) {
            return new Outcome.Refused(Refusal.NOT_VERIFIED);
        }
        return status == Status.IN_PROGRESS ? moved(at(Status.FULFILLED)) : new Outcome.Refused(Refusal.NOT_BEGUN);
    }

    private Outcome expire(Move.Expire over) {
        // One that waits for staff to look at a mandate is late, and stays loud until somebody does.
        return identityShown || over.at().isBefore(due)
                ? new Outcome.Refused(Refusal.STILL_RUNNING)
                : moved(at(Status.EXPIRED));
    }

    private Course at(Status next) {
        return new Course(requester, fulfilment, next, identityShown, mandateChecked, duplicate, extended, due);
    }

    private Course shown(boolean identity, boolean mandate, boolean again) {
        return new Course(requester, fulfilment, status, identity, mandate, again, extended, due);
    }

    private Course withAccount() {
        Fulfilment now = fulfilment == Fulfilment.NOTHING_FOUND ? Fulfilment.ERASURE : fulfilment;
        return new Course(requester, now, status, identityShown, mandateChecked, duplicate, extended, due);
    }

    private static Outcome moved(Course next) {
        return new Outcome.Moved(next);
    }

    sealed interface Outcome {

        record Moved(Course course) implements Outcome {}

        record Refused(Refusal why) implements Outcome {}
    }

    /** Why a move is not made; each has a message {@code request.refused.NAME}. */
    enum Refusal {
        CLOSED,
        NOT_VERIFIED,
        NOT_BEGUN,
        NO_MANDATE_NEEDED,
        EXTENDED_ALREADY,
        TOO_LATE_TO_EXTEND,
        STILL_RUNNING,
        /** Only the erasure of the account fulfils it. */
        ERASURE_NEEDED,
        /** There is no account to erase: only saying so fulfils it. */
        NO_ACCOUNT,
        /** It asks for no deletion. */
        NO_DELETION,
        /** Two must agree. */
        SAME_PERSON
    }
}
