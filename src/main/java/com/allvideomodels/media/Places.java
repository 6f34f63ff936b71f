package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Room for so many at a time, of one person no more than a share. Who waits too long for a place is told so. */
class Places {

    /** Nothing came free in time; it may the next time. */
    static final class Busy extends IOException {
        private Busy() {
            super("no place came free");
        }
    }

    /** Somebody's place until it is closed. */
    interface Place extends Closeable {
        @Override
        void close();
    }

    private final int most;
    private final int share;
    private final Duration patience;
    private final Map<AccountId, Integer> taken = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition given = lock.newCondition();

    Places(int most, int share, Duration patience) {
        this.most = most;
        this.share = share;
        this.patience = patience;
    }

    Place take(AccountId who) throws IOException {
        lock.lock();
        try {
            await(who);
            taken.merge(who, 1, Integer::sum);
            return () -> give(who);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            lock.unlock();
        }
    }

    private void await(AccountId who) throws InterruptedException, Busy {
        for (long left = patience.toNanos(); !isFree(who); left = given.awaitNanos(left)) {
            if (left <= 0) {
                throw new Busy();
            }
        }
    }

    private boolean isFree(AccountId who) {
        int all = taken.values().stream().mapToInt(Integer::intValue).sum();
        return all < most && taken.getOrDefault(who, 0) < share;
    }

    private void give(AccountId who) {
        lock.lock();
        try {
            taken.computeIfPresent(who, (person, places) -> places == 1 ? null : places - 1);
            given.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
