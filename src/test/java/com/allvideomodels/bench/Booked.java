package com.allvideomodels.bench;

import com.allvideomodels.credits.Cause;
import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.local.Postgres;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds and captures by the ledger, beside the same statements run bare by pgbench, each in a transaction of its own. */
final class Booked {

    private static final int OWNERS = 1_000;
    private static final int HANDS = 4;

    private final Figures figures;
    private final Product product;
    private final Postgres database;
    private final Ledger ledger;
    private final TransactionTemplate transaction;

    Booked(Figures figures, Product product, Postgres database) {
        this.figures = figures;
        this.product = product;
        this.database = database;
        this.ledger = product.get(Ledger.class);
        this.transaction = product.get(TransactionTemplate.class);
    }

    void measure() throws Exception {
        int seconds = Scale.of("ledger-seconds", 15);
        for (int owner = 1; owner <= OWNERS; owner++) {
            grant(owner);
        }
        byLedger(2);
        double ours = byLedger(seconds);
        figures.add(
                "Ledger operations (holds and captures), %d at once".formatted(HANDS),
                Figures.number(ours),
                "per second",
                "some eight statements each, and the processors");
        double bare = byPgbench(seconds);
        figures.add("The same statements bare, by pgbench", Figures.number(bare), "per second", "the database");
        figures.add("The ledger beside pgbench", Figures.number(ours / bare), "times", "");
    }

    private static AccountId owner(int number) {
        return new AccountId(new UUID(0, number));
    }

    private void grant(int owner) {
        transaction.executeWithoutResult(status ->
                ledger.grant(owner(owner), new Credits(100_000_000), new Cause("welcome", "bench-ledger-" + owner)));
    }

    private double byLedger(int seconds) throws InterruptedException {
        var operations = new AtomicLong();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long began = System.nanoTime();
        try (var hands = Executors.newFixedThreadPool(HANDS)) {
            for (int hand = 0; hand < HANDS; hand++) {
                hands.execute(() -> {
                    while (System.nanoTime() < until) {
                        holdAndCapture();
                        operations.addAndGet(2);
                    }
                });
            }
        }
        return operations.get() / ((System.nanoTime() - began) / 1e9);
    }

    private void holdAndCapture() {
        AccountId owner = owner(1 + ThreadLocalRandom.current().nextInt(OWNERS));
        var cause = new Cause("bench", UUID.randomUUID().toString());
        var held = (Ledger.Held.Set) transaction.execute(status -> ledger.hold(owner, new Credits(10), cause));
        transaction.executeWithoutResult(status -> ledger.capture(held.hold(), new Credits(10)));
    }

    /** @return operations a second: two in each of its transactions */
    private double byPgbench(int seconds) throws IOException, InterruptedException {
        URI address = URI.create(database.url().substring("jdbc:".length()));
        var command = new ProcessBuilder(List.of(
                "pgbench",
                "-n",
                "-M",
                "prepared",
                "-c",
                "" + HANDS,
                "-j",
                "2",
                "-T",
                "" + seconds,
                "-D",
                "owners=" + OWNERS,
                "-f",
                script().toString(),
                "-h",
                address.getHost(),
                "-p",
                "" + address.getPort(),
                "-U",
                database.username(),
                address.getPath().substring(1)));
        command.environment().put("PGPASSWORD", database.password());
        Process running = command.redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        running.waitFor();
        Matcher tps = Pattern.compile("tps = ([0-9.]+)").matcher(said);
        if (!tps.find()) {
            throw new IOException("pgbench said: " + said);
        }
        return 2 * Double.parseDouble(tps.group(1));
    }

    private static Path script() throws IOException {
        try (InputStream text = Booked.class.getResourceAsStream("/bench/ledger.sql")) {
            Path file = Node.folder().resolve("ledger.sql");
            Files.copy(Objects.requireNonNull(text), file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        }
    }
}
