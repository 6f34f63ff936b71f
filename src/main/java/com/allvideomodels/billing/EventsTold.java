package com.allvideomodels.billing;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.PersonalDataSets;
import com.allvideomodels.retention.ToldRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What Creem told of somebody, in the very words in which it came. */
@Component
class EventsTold implements PersonalDataSet {

    private final ToldRows rows;
    private final CreemEvents events;

    EventsTold(PersonalDataSets sets, CreemEvents events) {
        this.rows =
                sets.of("what-creem-told", "payment-news", """
                        select id, account_id, type, received_at, state, outcome
                        from creem_event where account_id = :person and body is not null
                        """, "creem_event").startingAt("received_at");
        this.events = events;
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
        List<String> columns = new ArrayList<>(rows.columns());
        columns.add("body");
        return columns;
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
            whole.add(new String(events.body(String.valueOf(row.getFirst())), StandardCharsets.UTF_8));
            reader.row(whole);
        });
    }
}
