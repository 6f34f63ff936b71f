package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind about one person, as that person may read them. Safe to use by several threads; reading twice tells the same unless
 * something changed between.
 */
public interface PersonalDataSet {

    /** In kebab case, unique in the product; the name of its files in a copy, so it never changes. */
    String name();

    /** The class of data, by its id in {@code retention.yml}. */
    String dataClass();

    /** The tables whose rows it tells. Several sets tell one table only where each tells the rows of another class. */
    List<String> tables();

    /** In the order of the values of a row; never empty. */
    List<String> columns();

    long count(AccountId person);

    /** When the first of these rows ends; nothing where none has a time to end yet. */
    Optional<Instant> nextEnd(AccountId person, Instant now);

    /**
     * Tells every row, a few at a time: no more than some hundred are in memory, and no transaction is open while {@code rows} works.
     *
     * @throws IOException what {@code rows} threw
     */
    void read(AccountId person, Reader rows) throws IOException;

    /** Takes one row after the other. */
    @FunctionalInterface
    interface Reader {

        /**
         * @param values in the order of the columns; each a {@code String}, a {@code Long}, a {@code Boolean}, an {@code Instant} or
         *     {@code null}
         */
        void row(List<@Nullable Object> values) throws IOException;
    }
}
