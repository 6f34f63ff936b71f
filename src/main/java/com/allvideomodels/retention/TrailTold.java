package com.allvideomodels.retention;

import com.allvideomodels.audit.PersonTrail;
import com.allvideomodels.kernel.AccountId;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Who looked at a person's data and what was done with it. The trail lies below this module, so it is told from here. */
record TrailTold(PersonTrail trail, RetentionPolicy policy) implements PersonalDataSet {

    private static final int PAGE = 500;
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String name() {
        return "who-did-what";
    }

    @Override
    public String dataClass() {
        return "audit";
    }

    @Override
    public List<String> tables() {
        return List.of("audit_row");
    }

    @Override
    public List<String> columns() {
        return List.of("number", "at", "what", "actor", "details");
    }

    @Override
    public long count(AccountId person) {
        return trail.count(person);
    }

    @Override
    public Optional<Instant> nextEnd(AccountId person, Instant now) {
        return trail.about(person, 0, 1).stream()
                .findFirst()
                .map(first -> policy.rule(dataClass()).dueAt(first.at()));
    }

    @Override
    public void read(AccountId person, Reader rows) throws IOException {
        List<PersonTrail.Entry> page;
        long after = 0;
        do {
            page = trail.about(person, after, PAGE);
            for (PersonTrail.Entry one : page) {
                rows.row(values(one));
                after = one.number();
            }
        } while (page.size() == PAGE);
    }

    private static List<@Nullable Object> values(PersonTrail.Entry one) {
        String details = JSON.writeValueAsString(new TreeMap<>(one.details()));
        return Arrays.asList(one.number(), one.at(), one.what(), one.by(), details);
    }
}
