package com.allvideomodels.bench;

import com.allvideomodels.audit.Act;
import com.allvideomodels.audit.Actor;
import com.allvideomodels.audit.AuditTrail;
import com.allvideomodels.audit.AuditVerifier;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** Rows of the audit trail, each written in a transaction of its own as a member of staff causes them, and the chain verified whole. */
final class Trail {

    private static final int HANDS = 4;

    private final Figures figures;
    private final int rows = Scale.of("audit-rows", 5_000);

    Trail(Figures figures) {
        this.figures = figures;
    }

    void measure() throws Exception {
        try (var sandboxes = Sandboxes.start(SandboxSettings.forTests());
                var store = NamedStore.fresh();
                var product = Product.start(Destroyed.launch(store, sandboxes))) {
            var people = Stream.generate(AccountId::fresh).limit(100).toList();
            write(product, people, 500, 1);
            for (int hands : List.of(1, HANDS)) {
                double seconds = Destroyed.seconds(() -> write(product, people, rows, hands));
                figures.add(
                        "Audit rows written, one in each transaction, %d at once".formatted(hands),
                        Figures.number(rows / seconds),
                        "rows/s",
                        "a transaction each; the end of the chain is locked by one at a time");
            }
            for (int round = 1; round <= Scale.of("rounds", 2); round++) {
                double seconds = Destroyed.seconds(() -> System.out.println(
                        "bench: " + product.get(AuditVerifier.class).verify()));
                figures.add(
                        "Audit rows verified, of %,d".formatted(2 * rows + 500),
                        Figures.number((2 * rows + 500) / seconds),
                        "rows/s",
                        "reading and hashing in one thread");
            }
        }
    }

    private static void write(Product product, List<AccountId> people, int number, int hands) throws Exception {
        var trail = product.get(AuditTrail.class);
        var transactions = product.get(TransactionTemplate.class);
        var next = new AtomicInteger();
        Callable<Boolean> hand = () -> {
            for (int n = next.getAndIncrement(); n < number; n = next.getAndIncrement()) {
                AccountId subject = people.get(n % people.size());
                Act act = Act.of(new Actor.Staff(people.get(n * 7 % people.size())), "account.viewed")
                        .about(subject)
                        .with("page", n);
                transactions.executeWithoutResult(status -> trail.record(act));
            }
            return true;
        };
        try (var pool = Executors.newFixedThreadPool(hands)) {
            for (var one :
                    pool.invokeAll(Stream.generate(() -> hand).limit(hands).toList())) {
                one.get();
            }
        }
    }
}
