package com.allvideomodels.request;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.PersonalData;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.RetentionPolicy.Rule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What every module holds of a person, as figures, and what an erasure would leave of it and why. Nothing of the content. */
@Component
class FoundData {

    private final PersonalData data;
    private final RetentionPolicy policy;

    FoundData(PersonalData data, RetentionPolicy policy) {
        this.data = data;
        this.policy = policy;
    }

    /**
     * One class of data.
     *
     * @param rule says by {@code after} in what form it stays after an erasure, if it does
     * @param entries at least one
     */
    record Line(Rule rule, long entries) {}

    /** Classes of which there is something, in the order of {@code retention.yml}. */
    List<Line> of(AccountId person) {
        Map<String, Long> counts = data.counts(person);
        Map<String, Long> entries = data.sets().stream()
                .collect(Collectors.groupingBy(
                        PersonalDataSet::dataClass,
                        Collectors.summingLong(set -> counts.getOrDefault(set.name(), 0L))));
        return policy.rules().stream()
                .map(rule -> new Line(rule, entries.getOrDefault(rule.id(), 0L)))
                .filter(line -> line.entries() > 0)
                .toList();
    }
}
