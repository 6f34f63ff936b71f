package com.allvideomodels.bench;

import com.allvideomodels.credits.Ledger;
import com.allvideomodels.kernel.AccountId;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** What somebody has, read where there are a million entries and where there are three. */
final class Balances {

    private static final int READS = 2_000;

    private final Figures figures;
    private final Product product;

    Balances(Figures figures, Product product) {
        this.figures = figures;
        this.product = product;
    }

    void measure() {
        int many = Scale.of("entries", 1_000_000);
        AccountId few = new AccountId(new UUID(1, 3));
        AccountId lots = new AccountId(new UUID(1, many));
        fill(few, 3);
        fill(lots, many);
        product.sql()
                .sql("analyze ledger_transaction, ledger_entry, ledger_balance")
                .update();
        read(few);
        double[] beside = read(few);
        double[] figure = read(lots);
        add("Balance with %,d entries, p50 / p99 of %,d".formatted(3, READS), beside);
        add("Balance with %,d entries, p50 / p99 of %,d".formatted(many, READS), figure);
    }

    private void add(String what, double[] times) {
        figures.add(
                what,
                Figures.number(Figures.percentile(times, 0.5)) + " / "
                        + Figures.number(Figures.percentile(times, 0.99)),
                "ms",
                "one row by its key");
    }

    private double[] read(AccountId owner) {
        Ledger ledger = product.get(Ledger.class);
        var transaction = product.get(TransactionTemplate.class);
        double[] times = new double[READS];
        for (int read = 0; read < READS; read++) {
            long began = System.nanoTime();
            transaction.execute(status -> ledger.balanceOf(owner));
            times[read] = (System.nanoTime() - began) / 1e6;
        }
        return times;
    }

    /** Grants of one credit each, as they are booked. */
    private void fill(AccountId owner, int entries) {
        run("""
                insert into ledger_transaction (id, owner, kind, cause_kind, cause_reference, amount, available_after, held_after, at)
                select gen_random_uuid(), :owner, 'grant', 'bench', cast(:owner as text) || n, 1, n, 0, now()
                from generate_series(1, :entries) n
                """, owner, entries);
        run("""
                insert into ledger_entry (transaction_id, owner, bucket, delta)
                select t.id, part.owner, part.bucket, part.delta
                from (select id from ledger_transaction where owner = :owner order by number limit :entries) t
                cross join (values (cast(:owner as uuid), 'available', 1), (null, 'issued', -1)) part (owner, bucket, delta)
                """, owner, entries);
        run("""
                insert into ledger_balance (owner, available, held, last_entry_id)
                select :owner, :entries, 0, max(id) from ledger_entry where owner = :owner
                """, owner, entries);
        run(
                "insert into ledger_lot (id, owner, available, held, granted_at) values (gen_random_uuid(), :owner, :entries, 0, now())",
                owner,
                entries);
    }

    private void run(String statement, AccountId owner, int entries) {
        product.sql()
                .sql(statement)
                .param("owner", owner.value())
                .param("entries", entries)
                .update();
    }
}
