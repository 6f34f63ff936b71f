package com.allvideomodels.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What must not be forgotten is written until it is. */
class StubbornTests {

    private final AtomicInteger tries = new AtomicInteger();

    @AfterEach
    void nobodyIsInterrupted() {
        Thread.interrupted();
    }

    @Test
    void whatWorksIsDoneOnce() {
        Stubborn.write(tries::incrementAndGet);
        assertThat(tries).hasValue(1);
    }

    @Test
    void whileTheDatabaseIsAwayItIsTriedAgain() {
        Deque<RuntimeException> faults = new ArrayDeque<>(List.of(
                new CannotCreateTransactionException("no connection"),
                new DataAccessResourceFailureException("connection lost")));
        Stubborn.write(() -> failing(faults));
        assertThat(tries).hasValue(3);
    }

    @Test
    void anyOtherFaultIsNotTriedAgain() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> Stubborn.write(() -> failing(new ArrayDeque<>(List.of(new IllegalStateException())))));
        assertThat(tries).hasValue(1);
    }

    @Test
    void aNodeThatEndsDoesNotWaitForTheDatabase() {
        Thread.currentThread().interrupt();
        assertThatIllegalStateException()
                .isThrownBy(() -> Stubborn.write(() ->
                        failing(new ArrayDeque<>(List.of(new CannotCreateTransactionException("no connection"))))));
        assertThat(tries).hasValue(1);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }

    private void failing(Deque<RuntimeException> faults) {
        tries.incrementAndGet();
        if (!faults.isEmpty()) {
            throw faults.pop();
        }
    }
}
