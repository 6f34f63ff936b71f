package com.allvideomodels.request;

import com.allvideomodels.account.AccountClosure;
import com.allvideomodels.account.Accounts;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.request.Course.Refusal;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What staff do about a request to delete: erase the account, on which two agree, or say that there is none. Every act is in the audit
 * trail, in the same transaction.
 */
@Component
class DeletionDesk {

    private final RequestRows rows;
    private final HistoryRows history;
    private final Moves moves;
    private final RequestLetters letters;
    private final Accounts accounts;
    private final AccountClosure closure;
    private final InstantSource clock;

    DeletionDesk(
            RequestRows rows,
            HistoryRows history,
            Moves moves,
            RequestLetters letters,
            Accounts accounts,
            AccountClosure closure,
            InstantSource clock) {
        this.rows = rows;
        this.history = history;
        this.moves = moves;
        this.letters = letters;
        this.accounts = accounts;
        this.closure = closure;
        this.clock = clock;
    }

    /** The first of two who must agree. */
    @Transactional
    public boolean proposeErasure(RequestId id, AccountId by) {
        PrivacyRequest request = rows.lock(id).orElseThrow();
        if (!canErase(request) || !rows.proposeErasure(id, by)) {
            return false;
        }
        history.append(id, Happening.byStaff(clock.instant(), "erasure-proposed", by));
        moves.note(request, "erasure-proposed", by);
        return true;
    }

    /**
     * The second, who is another: the answer is written and the account erased at once, or nothing of it.
     *
     * @throws com.allvideomodels.account.LastAdministrator where nobody who gives roles would be left
     */
    @Transactional
    public boolean approveErasure(RequestId id, String words, AccountId by) {
        PrivacyRequest request = rows.lock(id).orElseThrow();
        if (!canErase(request) || !rows.approveErasure(id, by)) {
            return false;
        }
        AccountId first = new AccountId(Objects.requireNonNull(request.erasureProposedBy()));
        history.append(id, Happening.byStaff(clock.instant(), "erasure-approved", by));
        moves.note(request, "erasure-approved", by);
        Optional<Refusal> refusal = moves.take(id, by, new Move.Erase(first, by), "fulfilled", erased -> {
            rows.note(id, "answer", words);
            letters.erased(erased, words);
        });
        if (refusal.isPresent()) {
            throw new IllegalStateException("request " + id + " could be erased and not fulfilled: " + refusal.get());
        }
        closure.erase(Objects.requireNonNull(request.account()), new Actor.Staff(by));
        return true;
    }

    static boolean canErase(PrivacyRequest request) {
        return request.course().fulfilment() == Fulfilment.ERASURE && request.status() == Status.IN_PROGRESS;
    }

    /** There is nothing to delete, and the letter says so. An account that was opened since it was asked is erased like any other. */
    @Transactional
    public Optional<Refusal> findNothing(RequestId id, String words, AccountId by) {
        PrivacyRequest request = rows.lock(id).orElseThrow();
        Optional<AccountId> opened = openedSince(request);
        if (opened.isPresent()) {
            moves.take(id, by, new Move.FindAccount(), "account-found", found -> rows.attach(id, opened.get()));
            return Optional.of(Refusal.ERASURE_NEEDED);
        }
        return moves.take(id, by, new Move.FindNothing(), "nothing-found", found -> {
            rows.note(id, "answer", words);
            letters.nothingFound(found, words);
        });
    }

    private Optional<AccountId> openedSince(PrivacyRequest request) {
        EmailAddress subject = request.subject();
        return request.account() != null || subject == null ? Optional.empty() : accounts.named(subject);
    }
}
