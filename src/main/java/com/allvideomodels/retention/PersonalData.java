package com.allvideomodels.retention;

import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Every set of every module. Safe to use by several threads. */
@Component
public class PersonalData {

    private final List<PersonalDataSet> sets;

    PersonalData(List<PersonalDataHolder> holders) {
        sets = holders.stream()
                .flatMap(holder -> holder.sets().stream())
                .sorted(Comparator.comparing(PersonalDataSet::name))
                .toList();
    }

    /** By name. */
    public List<PersonalDataSet> sets() {
        return sets;
    }
}
