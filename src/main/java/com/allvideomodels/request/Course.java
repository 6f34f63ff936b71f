package com.allvideomodels.request;

import java.time.Instant;

/**
 * How far a request is. Nothing of it is fulfilled before it was verified, a duplicate must be verified for itself, nothing leaves a
 * final state, and time is extended once at most and only before it was over.
 *
 * @param due when the answer is due, extended or not
 */
record Course(
        Requester requester,
        Status status,
        boolean identityShown,
        boolean mandateChecked,
        boolean duplicate,
        boolean extended,
        Instant due) {

    static Course begin(Requester requester, Instant due) {
        return new Course(requester, Status.OPEN, false, false, false, false, due);
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
            case Move.ShowIdentity shown ->
                moved(new Course(requester, status, true, mandateChecked, duplicate, extended, due));
            case Move.CheckMandate checked -> mandate();
            case Move.MarkDuplicate marked ->
                moved(new Course(requester, status, identityShown, mandateChecked, true, extended, due));
            case Move.Begin begun ->
                isVerified() ? moved(at(Status.IN_PROGRESS)) : new Outcome.Refused(Refusal.NOT_VERIFIED);
            case Move.Extend more -> extend(more);
            case Move.Fulfil done -> fulfil();
            case Move.Deny denied -> moved(at(Status.DENIED));
            case Move.Revoke revoked -> moved(at(Status.REVOKED));
            case Move.Expire over -> expire(over);
        };
    }

    private Outcome mandate() {
        return requester.needsMandate()
                ? moved(new Course(requester, status, identityShown, true, duplicate, extended, due))
                : new Outcome.Refused(Refusal.NO_MANDATE_NEEDED);
    }

    private Outcome extend(Move.Extend more) {
        if (extended) {
            return new Outcome.Refused(Refusal.EXTENDED_ALREADY);
        }
        return more.at().isBefore(due)
                ? moved(new Course(requester, status, identityShown, mandateChecked, duplicate, true, more.until()))
                : new Outcome.Refused(Refusal.TOO_LATE_TO_EXTEND);
    }

    private Outcome fulfil() {
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
        return new Course(requester, next, identityShown, mandateChecked, duplicate, extended, due);
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
        STILL_RUNNING
    }
}
