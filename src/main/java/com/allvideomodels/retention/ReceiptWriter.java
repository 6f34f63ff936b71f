package com.allvideomodels.retention;

import com.allvideomodels.retention.AbsenceWitness.Observation;
import com.allvideomodels.retention.AbsenceWitness.Sight;
import com.allvideomodels.retention.AbsenceWitness.Sought;
import com.allvideomodels.storage.Signer;
import com.allvideomodels.storage.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes receipts for what is confirmed gone, each after the witness saw its absence. What it did not see absent gets none, and is
 * asked about again with the next run.
 */
@Component
class ReceiptWriter {

    static final String JOB = "retention.receipts";

    private static final Logger LOG = LoggerFactory.getLogger(ReceiptWriter.class);
    private static final int BATCH = 200;

    private final ReceiptRows rows;
    private final ObjectProvider<AbsenceWitness> witness;
    private final Signer signer;
    private final InstantSource clock;

    ReceiptWriter(ReceiptRows rows, ObjectProvider<AbsenceWitness> witness, Signer signer, InstantSource clock) {
        this.rows = rows;
        this.witness = witness;
        this.signer = signer;
        this.clock = clock;
    }

    /** @return how many were written */
    int writeDue() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("The store is far away: never inside a transaction");
        }
        int written = 0;
        long after = 0;
        // First where the chain ends and then what waits: whatever somebody else writes in between is noticed.
        ReceiptRows.Head head = rows.head();
        List<ReceiptText.Gone> waiting = rows.waiting(after, BATCH);
        while (!waiting.isEmpty()) {
            try {
                written += write(waiting, head);
            } catch (IOException e) {
                LOG.warn("No receipts for now: nobody could look, or sign. It is tried again", e);
                return written;
            }
            after = waiting.getLast().number();
            head = rows.head();
            waiting = rows.waiting(after, BATCH);
        }
        return written;
    }

    private int write(List<ReceiptText.Gone> waiting, ReceiptRows.Head head) throws IOException {
        Observation observation = witness.getObject()
                .look(waiting.stream()
                        .map(gone -> new Sought(gone.item(), gone.objectKeys()))
                        .toList());
        List<ReceiptText.Gone> absent =
                waiting.stream().filter(gone -> isAbsent(observation, gone)).toList();
        if (absent.size() < waiting.size()) {
            LOG.error(
                    "{} things that are said to be destroyed are still there, or were not looked for; they get no receipt",
                    waiting.size() - absent.size());
        }
        return absent.isEmpty() ? 0 : chain(absent, observation, head);
    }

    private static boolean isAbsent(Observation observation, ReceiptText.Gone gone) {
        Sight sight = observation.sights().get(gone.item());
        return sight != null && sight.absent();
    }

    private int chain(List<ReceiptText.Gone> absent, Observation observation, ReceiptRows.Head head)
            throws IOException {
        Instant now = clock.instant();
        SigningKey key = signer.key();
        List<Receipt> links = new ArrayList<>();
        String previous = head.hash();
        for (ReceiptText.Gone gone : absent) {
            Sight sight = observation.sights().get(gone.item());
            if (sight != null) {
                var seen = new ReceiptText.Seen(observation.id(), observation.at(), sight);
                Receipt link = link(head.number() + links.size() + 1, gone, seen, key, previous, now);
                links.add(link);
                previous = link.hash();
            }
        }
        // Somebody else on another node may have been faster; theirs count then, and ours were never seen.
        return rows.add(head, links, now) ? links.size() : 0;
    }

    private Receipt link(
            long number, ReceiptText.Gone gone, ReceiptText.Seen seen, SigningKey key, String previous, Instant now)
            throws IOException {
        UUID id = UUID.randomUUID();
        String body = ReceiptText.of(number, id, gone, seen, key.id(), previous);
        String signature = Base64.getEncoder().encodeToString(key.sign(body.getBytes(StandardCharsets.UTF_8)));
        return new Receipt(number, id, gone.item(), gone.dataClass(), now, body, signature);
    }
}
