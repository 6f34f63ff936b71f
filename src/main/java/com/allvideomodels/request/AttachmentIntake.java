package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.mail.ReceivedFiles;
import com.allvideomodels.mail.ReceivedFiles.Fetched;
import com.allvideomodels.mail.ReceivedFiles.ReceivedFile;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.request.Attached.State;
import com.allvideomodels.retention.Cause;
import com.allvideomodels.retention.RetentionPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fetches what came with a request by mail, one after the other and outside of any transaction, and keeps it sealed: a few files, of a few
 * kinds, not too large. Whatever is not kept is noted with its reason. May be begun anew anywhere, and by several nodes at once.
 */
@Component
class AttachmentIntake {

    static final int MOST = 10;
    static final int LARGEST = 10 << 20;
    static final int LARGEST_TOGETHER = 25 << 20;
    static final int MOST_ATTEMPTS = 5;

    private final AttachmentRows rows;
    private final RequestRows requests;
    private final ReceivedFiles received;
    private final MediaVault vault;
    private final RetentionPolicy policy;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    AttachmentIntake(
            AttachmentRows rows,
            RequestRows requests,
            ReceivedFiles received,
            MediaVault vault,
            RetentionPolicy policy,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.rows = rows;
        this.requests = requests;
        this.received = received;
        this.vault = vault;
        this.policy = policy;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @throws IOException if something is worth another attempt */
    void fetch(PrivacyRequest request, String mail) throws IOException {
        List<ReceivedFile> files = received.of(mail);
        transaction.executeWithoutResult(status -> list(request.id(), files));
        Map<String, ReceivedFile> byPart =
                files.stream().collect(Collectors.toMap(ReceivedFile::id, Function.identity(), (one, same) -> one));
        for (Attached file : rows.of(request.id())) {
            if (file.state() == State.WAITING) {
                fetch(request, file, Optional.ofNullable(byPart.get(file.part())));
            }
        }
        if (rows.of(request.id()).stream().anyMatch(one -> one.state() == State.WAITING)) {
            throw new IOException("not every file of a mail could be fetched yet");
        }
    }

    private void list(RequestId request, List<ReceivedFile> files) {
        for (int i = 0; i < files.size(); i++) {
            rows.add(request, i + 1, files.get(i), i < MOST ? null : "too-many");
        }
    }

    private void fetch(PrivacyRequest request, Attached file, Optional<ReceivedFile> known) throws IOException {
        if (known.isEmpty()) {
            rows.refuse(file, "gone");
            return;
        }
        int left = LARGEST_TOGETHER
                - (int) rows.of(request.id()).stream().mapToLong(Attached::size).sum();
        switch (received.fetch(known.get(), Math.min(LARGEST, left))) {
            case Fetched.Whole whole -> keep(request, file, whole.bytes());
            case Fetched.Refused refused -> rows.refuse(file, reason(refused.why(), left < LARGEST));
            case Fetched.Unanswered nobody -> again(file);
        }
    }

    private static String reason(ReceivedFiles.Why why, boolean fewLeft) {
        return why == ReceivedFiles.Why.TOO_LARGE && fewLeft
                ? "too-much"
                : why.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void again(Attached file) {
        rows.tried(file);
        if (file.attempts() + 1 >= MOST_ATTEMPTS) {
            rows.refuse(file, "unanswered");
        }
    }

    private void keep(PrivacyRequest request, Attached file, byte[] bytes) throws IOException {
        Optional<AttachmentKind> kind = AttachmentKind.of(bytes);
        if (kind.isEmpty()) {
            rows.refuse(file, "kind");
            return;
        }
        try {
            Instant now = clock.instant();
            Stored stored = vault.keep(
                    ownerOf(request),
                    MediaClass.ATTACHMENT,
                    kind.get().contentType(),
                    policy.rule("request-attachment").dueAt(now),
                    new ByteArrayInputStream(bytes),
                    LARGEST);
            transaction.executeWithoutResult(status -> take(request.id(), file, stored, now));
        } catch (MediaVault.Gone e) {
            rows.refuse(file, "gone");
        }
    }

    /** Where there is no account, a file is under a key of its request. */
    private static AccountId ownerOf(PrivacyRequest request) {
        AccountId account = request.account();
        return account == null ? new AccountId(request.id().value()) : account;
    }

    /** Of two nodes that fetched the same, one keeps it; and none does once the request is closed. */
    private void take(RequestId request, Attached file, Stored stored, Instant now) {
        boolean open =
                requests.lock(request).filter(one -> !one.status().isFinal()).isPresent();
        if (!open) {
            rows.refuse(file, "closed");
        }
        if (!rows.keep(file, stored, now)) {
            vault.shred(stored.owner(), stored.id(), Cause.ABANDONED);
        } else if (!vault.take(stored.owner(), stored.id())) {
            throw new IllegalStateException("a file of " + request + " was kept and is not there");
        }
    }
}
