package com.allvideomodels.bench;

import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.running.Launch;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import org.junit.jupiter.api.Test;

/** What money costs the machine. Measures and asserts nothing: {@code ./mvnw -Pbench verify -Dit.test=MoneyBenchmarks}. See docs/performance.md. */
class MoneyBenchmarks {

    private final Figures figures = new Figures();

    @Test
    void everythingOnThisMachine() throws Exception {
        TestInfrastructure.leaveStoppingToSpring();
        var database = Launch.freshDatabase();
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var product = Product.start(Product.launch(database, sandboxes))) {
            figures.measure("webhooks", new Webhooks(figures, product)::measure);
            figures.measure("ledger", new Booked(figures, product, database)::measure);
            figures.measure("balance", new Balances(figures, product)::measure);
        }
        figures.write("money.md");
    }
}
