package com.allvideomodels.request;

import com.allvideomodels.account.RelatedAccounts;
import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.kernel.Keyset;
import com.allvideomodels.request.Course.Outcome;
import com.allvideomodels.request.Course.Refusal;
import com.allvideomodels.retention.LegalHolds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What staff see of requests and do with them. Every look and every act is in the audit trail, in the same transaction. */
@Component
class RequestDesk {

    private static final int RELATED = 20;

    private final RequestRows rows;
    private final RequestsOfPeople people;
    private final NoteRows notes;
    private final HistoryRows history;
    private final Moves moves;
    private final Queue queue;
    private final RequestLetters letters;
    private final RelatedAccounts accounts;
    private final ErasureParts erasures;
    private final LegalHolds holds;
    private final FoundData data;
    private final AttachmentDesk files;
    private final AuditTrail audit;
    private final InstantSource clock;

    RequestDesk(
            RequestRows rows,
            RequestsOfPeople people,
            NoteRows notes,
            HistoryRows history,
            Moves moves,
            Queue queue,
            RequestLetters letters,
            RelatedAccounts accounts,
            ErasureParts erasures,
            LegalHolds holds,
            FoundData data,
            AttachmentDesk files,
            AuditTrail audit,
            InstantSource clock) {
        this.rows = rows;
        this.people = people;
        this.notes = notes;
        this.history = history;
        this.moves = moves;
        this.queue = queue;
        this.letters = letters;
        this.accounts = accounts;
        this.erasures = erasures;
        this.holds = holds;
        this.data = data;
        this.files = files;
        this.audit = audit;
        this.clock = clock;
    }

    /** Everything of one request. */
    record Whole(
            PrivacyRequest request,
            List<Happening> history,
            List<NoteRows.Note> notes,
            List<AttachmentDesk.Line> files,
            List<PrivacyRequest> related,
            List<RelatedAccounts.Related> accounts,
            List<LegalHolds.Hold> holds,
            ErasureParts.@Nullable Standing erasure,
            List<FoundData.Line> found) {}

    /** One more than a page where there are more. */
    @Transactional
    public List<Queue.Line> list(Queue.Filter filter, Optional<Keyset> after, AccountId by) {
        audit.record(Act.of(new Actor.Staff(by), "privacy-requests.listed"));
        return queue.page(filter, after, clock.instant());
    }

    @Transactional
    public Optional<Whole> look(RequestId id, AccountId by) {
        Optional<PrivacyRequest> found = rows.find(id);
        found.ifPresent(request -> moves.note(request, "viewed", by));
        return found.map(this::whole);
    }

    private Whole whole(PrivacyRequest request) {
        AccountId account = request.account();
        return new Whole(
                request,
                history.of(request.id()),
                notes.of(request.id()),
                files.of(request.id()),
                people.related(request, RELATED),
                accounts.to(account, addresses(request)),
                account == null ? List.of() : holds.on(account, clock.instant()),
                account == null ? null : erasures.of(account).orElse(null),
                account == null ? List.of() : data.of(account));
    }

    private static List<EmailAddress> addresses(PrivacyRequest request) {
        return Stream.of(request.subject(), request.contact())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Staff looked at everything on the list, by which somebody may ask for another. */
    @Transactional
    public Optional<Refusal> checkMandate(RequestId id, AccountId by) {
        return moves.take(id, by, new Move.CheckMandate(), "mandate-checked", request -> {});
    }

    @Transactional
    public Optional<Refusal> begin(RequestId id, AccountId by) {
        return moves.take(id, by, new Move.Begin(), "begun", request -> {});
    }

    /** Says nothing about who asked: a duplicate is verified for itself or denied. */
    @Transactional
    public Optional<Refusal> markDuplicate(RequestId id, PrivacyRequest earlier, AccountId by) {
        return moves.take(
                id, by, new Move.MarkDuplicate(), "duplicate", request -> rows.duplicate(request.id(), earlier.id()));
    }

    /** Extends the time, with the reason and the letter that says so, or does nothing of it. */
    @Transactional
    public Optional<Refusal> extend(RequestId id, String reason, AccountId by) {
        PrivacyRequest request = rows.lock(id).orElseThrow();
        Instant until = request.regime().extended(request.receivedAt());
        return moves.take(id, by, new Move.Extend(clock.instant(), until), "extended", extended -> {
            rows.note(extended.id(), "extended_because", reason);
            letters.extended(extended, reason);
        });
    }

    @Transactional
    public Optional<Refusal> deny(RequestId id, Denial why, String words, AccountId by) {
        PrivacyRequest request = rows.lock(id).orElseThrow();
        if (!(request.course().take(new Move.Deny(why)) instanceof Outcome.Moved moved)) {
            return Optional.of(Refusal.CLOSED);
        }
        Instant now = clock.instant();
        rows.deny(id, moved.course(), why, words, now);
        history.append(id, Happening.byStaff(now, "denied", by).with(why.key()));
        letters.denied(request, why, words);
        moves.note(request, "denied", by);
        return Optional.empty();
    }

    @Transactional
    public Optional<Refusal> fulfil(RequestId id, String words, AccountId by) {
        return moves.take(id, by, new Move.Fulfil(), "fulfilled", request -> {
            rows.note(request.id(), "answer", words);
            letters.answered(request, words);
        });
    }

    @Transactional
    public void write(RequestId id, String words, AccountId by) {
        PrivacyRequest request = rows.find(id).orElseThrow();
        notes.add(id, by, words, clock.instant());
        moves.note(request, "noted", by);
    }
}
