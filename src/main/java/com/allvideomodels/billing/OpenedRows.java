package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.ToldRows;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of which one column lies sealed, told with what is in it.
 *
 * @param rows without that column
 */
record OpenedRows(ToldRows rows, String column, Opening opening) implements PersonalDataSet {

    /** Opens what is sealed. */
    @FunctionalInterface
    interface Opening {

        /**
         * @param key of the row
         * @return what is in it, in words; {@code null} if it has gone meanwhile
         */
        @Nullable
        String open(AccountId person, String key);
    }

    @Override
    public String name() {
        return rows.name();
    }

    @Override
    public String dataClass() {
        return rows.dataClass();
    }

    @Override
    public List<String> tables() {
        return rows.tables();
    }

    @Override
    public List<String> columns() {
        return Stream.concat(rows.columns().stream(), Stream.of(column)).toList();
    }

    @Override
    public long count(AccountId person) {
        return rows.count(person);
    }

    @Override
    public Optional<Instant> nextEnd(AccountId person, Instant now) {
        return rows.nextEnd(person, now);
    }

    @Override
    public void read(AccountId person, Reader reader) throws IOException {
        rows.read(person, row -> {
            List<@Nullable Object> whole = new ArrayList<>(row);
            whole.add(opening.open(person, String.valueOf(row.getFirst())));
            reader.row(whole);
        });
    }
}
