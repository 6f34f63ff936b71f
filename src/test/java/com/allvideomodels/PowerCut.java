package com.allvideomodels;

import java.util.ArrayList;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * Ends what this thread does just before one commit, as the end of its process would: the transaction is lost, and nothing that comes
 * after it runs, not even what catches exceptions.
 */
public final class PowerCut implements TransactionExecutionListener, AutoCloseable {

    /** Nobody in the product catches it. */
    public static final class Dark extends Error {

        private static final long serialVersionUID = 1L;

        private Dark() {
            super("the power failed", null, false, false);
        }
    }

    private final ConfigurableTransactionManager transactions;
    private final Thread thread = Thread.currentThread();
    private int left = Integer.MAX_VALUE;

    public PowerCut(ApplicationContext product) {
        this(product.getBean(ConfigurableTransactionManager.class));
    }

    public PowerCut(ConfigurableTransactionManager transactions) {
        this.transactions = transactions;
        var listeners = new ArrayList<>(transactions.getTransactionExecutionListeners());
        listeners.add(this);
        transactions.setTransactionExecutionListeners(listeners);
    }

    /** @return whether the power failed before {@code work} had made so many commits and one more */
    public boolean during(Runnable work, int commits) {
        left = commits;
        try {
            work.run();
            return false;
        } catch (Dark e) {
            return true;
        } finally {
            left = Integer.MAX_VALUE;
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        if (Thread.currentThread() == thread && left-- == 0) {
            throw new Dark();
        }
    }

    @Override
    public void close() {
        var listeners = new ArrayList<>(transactions.getTransactionExecutionListeners());
        listeners.remove(this);
        transactions.setTransactionExecutionListeners(listeners);
    }
}
