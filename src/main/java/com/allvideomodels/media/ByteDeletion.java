package com.allvideomodels.media;

import com.allvideomodels.storage.Bucket;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Deletes bytes whose keys are gone already. What the store says of each key is read, and then looked up: only what its list no
 * longer shows is gone. Any node may do it, two at once too.
 */
@Component
class ByteDeletion {

    private static final Logger log = LoggerFactory.getLogger(ByteDeletion.class);

    /** As many as the store takes in one request. */
    private static final int BATCH = 1000;

    private static final int AT_ONCE = 4;
    private static final int NOTHING = -1;
    private static final int NO_ANSWER = -2;
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final DeletionRows rows;
    private final Bucket mediaBucket;

    ByteDeletion(DeletionRows rows, Bucket mediaBucket) {
        this.rows = rows;
        this.mediaBucket = mediaBucket;
    }

    /** @return how many objects are gone that were there before, or were not known to be gone */
    int deleteDue(Instant now) {
        var crew = new Crew();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> worker = () -> deleteWhile(crew, now);
            List<Future<Integer>> deleted = IntStream.range(0, AT_ONCE)
                    .mapToObj(number -> workers.submit(worker))
                    .toList();
            return deleted.stream().mapToInt(ByteDeletion::result).sum();
        }
    }

    private static int result(Future<Integer> deleted) {
        try {
            return deleted.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while bytes were deleted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("bytes were not deleted", e.getCause());
        }
    }

    private int deleteWhile(Crew crew, Instant now) throws InterruptedException {
        int deleted = 0;
        boolean more = true;
        while (more) {
            int some = crew.work(() -> deleteSome(now));
            deleted += Math.max(some, 0);
            more = some == NOTHING ? crew.awaitOthers() : some != NO_ANSWER;
        }
        return deleted;
    }

    private int deleteSome(Instant now) {
        List<DeletionRows.Deletion> claimed = rows.claim(now, LEASE, BATCH);
        if (claimed.isEmpty()) {
            return NOTHING;
        }
        Map<String, String> left = new HashMap<>();
        return delete(claimed, left, now) ? claimed.size() - left.size() : NO_ANSWER;
    }

    /** Those who work side by side. Who finds nothing to do waits for the others: while they work, more may become due. */
    private static final class Crew {

        private int busy;

        int work(IntSupplier job) {
            begin();
            int done = NOTHING;
            try {
                done = job.getAsInt();
                return done;
            } finally {
                end(done);
            }
        }

        private synchronized void begin() {
            busy++;
        }

        private synchronized void end(int done) {
            busy--;
            if (busy == 0 || done != NOTHING) {
                notifyAll();
            }
        }

        /** @return whether somebody was still at work, and has just finished something */
        synchronized boolean awaitOthers() throws InterruptedException {
            if (busy == 0) {
                return false;
            }
            wait();
            return true;
        }
    }

    /** @return whether the store answered */
    private boolean delete(List<DeletionRows.Deletion> claimed, Map<String, String> left, Instant now) {
        List<String> keys =
                claimed.stream().map(DeletionRows.Deletion::objectKey).toList();
        try {
            left.putAll(mediaBucket.delete(keys));
            mediaBucket
                    .present(keys.stream().filter(key -> !left.containsKey(key)).toList())
                    .forEach(key -> left.put(key, "said to be deleted, and still there"));
        } catch (IOException e) {
            log.warn("The store deletes nothing at the moment; it will be asked again", e);
            rows.left(claimed, "no answer", now.plus(SOON));
            return false;
        }
        rows.gone(
                claimed.stream()
                        .filter(one -> !left.containsKey(one.objectKey()))
                        .toList(),
                now);
        postpone(claimed, left, now);
        return true;
    }

    private void postpone(Collection<DeletionRows.Deletion> claimed, Map<String, String> left, Instant now) {
        for (var one : claimed) {
            String error = left.get(one.objectKey());
            if (error != null) {
                rows.left(List.of(one), error, now.plus(wait(one.attempts())));
            }
        }
        left.values().stream()
                .findFirst()
                .ifPresent(
                        error -> log.warn("{} objects are still stored and asked for again: {}", left.size(), error));
    }

    private static Duration wait(int attempts) {
        Duration wait = Duration.ofSeconds(15L << Math.min(attempts, 10));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }
}
