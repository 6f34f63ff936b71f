package com.allvideomodels.bench;

import com.allvideomodels.generation.Generations;
import com.allvideomodels.generation.Generations.Requested;
import com.allvideomodels.generation.Order;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.Settings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Videos asked for as the form does it, and how they come along. */
record Orders(Product product) {

    static final ModelId MODEL = new ModelId("seedance-1-5-pro");

    /** Asks for one and returns once it is in line. */
    UUID ask(AccountId who) {
        Catalogue catalogue = product.get(Catalogue.class);
        Credits price = catalogue
                .price(catalogue.find(MODEL).orElseThrow(), Mode.TEXT, Settings.NONE, List.of())
                .orElseThrow();
        var order = new Order(
                UUID.randomUUID(), MODEL, Mode.TEXT, "a quiet harbour at dawn", Settings.NONE, List.of(), price, null);
        return switch (product.get(Generations.class).request(who, List.of(order))) {
            case Requested.Accepted accepted -> accepted.ids().getFirst().value();
            case Requested other -> throw new IllegalStateException(other.toString());
        };
    }

    long ended() {
        return product.sql()
                .sql("select count(*) from generation where state in ('SUCCEEDED', 'FAILED', 'CANCELLED')")
                .query(Long.class)
                .single();
    }

    long succeeded() {
        return product.sql()
                .sql("select count(*) from generation where state = 'SUCCEEDED'")
                .query(Long.class)
                .single();
    }

    /** Waits until so many have ended, or for so long. */
    void await(long number, Duration atMost) {
        try {
            Awaitility.await()
                    .atMost(atMost)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> ended() >= number);
        } catch (ConditionTimeoutException e) {
            // Whoever measures counts what has ended by now.
        }
    }
}
