package com.allvideomodels.request;

import com.allvideomodels.audit.Actor;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.rights.Copies;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How staff answer a request to know or to take along: they look at what a copy would hold, and order one for the person. */
@Component
class CopyDesk {

    private final RequestRows rows;
    private final HistoryRows history;
    private final Moves moves;
    private final Copies copies;
    private final InstantSource clock;

    CopyDesk(RequestRows rows, HistoryRows history, Moves moves, Copies copies, InstantSource clock) {
        this.rows = rows;
        this.history = history;
        this.moves = moves;
        this.copies = copies;
        this.clock = clock;
    }

    /** Whether it asks for data, is verified and open, and there is an account. */
    static boolean isAbout(PrivacyRequest request) {
        return Right.TO_KNOW.contains(request.right())
                && request.course().isVerified()
                && !request.status().isFinal()
                && request.account() != null;
    }

    /** Writes down that staff look at the data; nothing where they may not. What they see is read after that, outside the transaction. */
    @Transactional
    public Optional<PrivacyRequest> look(RequestId id, AccountId by) {
        Optional<PrivacyRequest> request = rows.find(id).filter(CopyDesk::isAbout);
        request.ifPresent(one -> moves.note(one, "previewed", by));
        return request;
    }

    /**
     * Orders it, and writes that into the history. The request stays open for its answer.
     *
     * @return whether it was ordered: not before it was taken up, nor while another copy of the person is being made
     */
    @Transactional
    public boolean order(RequestId id, AccountId by) {
        PrivacyRequest request = rows.lock(id).orElseThrow();
        AccountId person = request.account();
        if (person == null || !canOrder(request) || !copies.order(person, request.language(), new Actor.Staff(by))) {
            return false;
        }
        history.append(id, Happening.byStaff(clock.instant(), "copy-ordered", by));
        moves.note(request, "copy-ordered", by);
        return true;
    }

    static boolean canOrder(PrivacyRequest request) {
        return isAbout(request) && request.status() == Status.IN_PROGRESS;
    }
}
