package com.allvideomodels.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.allvideomodels.kernel.AccountId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PlacesTests {

    private final AccountId ada = AccountId.fresh();
    private final AccountId bob = AccountId.fresh();
    private final AccountId cleo = AccountId.fresh();

    @Test
    void onePersonLeavesRoomForOthers() throws IOException {
        var places = new Places(3, 2, Duration.ZERO);
        var first = places.take(ada);
        places.take(ada);

        assertThatThrownBy(() -> places.take(ada)).isInstanceOf(Places.Busy.class);
        places.take(bob);
        assertThatThrownBy(() -> places.take(cleo)).as("all are taken").isInstanceOf(Places.Busy.class);

        first.close();
        places.take(cleo);
        assertThatThrownBy(() -> places.take(ada)).isInstanceOf(Places.Busy.class);
    }

    @Test
    void whoWaitsGetsThePlaceThatComesFree() throws Exception {
        var places = new Places(1, 1, Duration.ofMinutes(1));
        var taken = places.take(ada);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = CompletableFuture.supplyAsync(() -> taken(places, bob), threads);
            assertThat(waiting).isNotDone();

            taken.close();

            await().until(waiting::isDone);
            waiting.join().close();
        }
    }

    private static Places.Place taken(Places places, AccountId who) {
        try {
            return places.take(who);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
