package com.allvideomodels.rights;

import com.allvideomodels.retention.PersonalDataHolder;
import com.allvideomodels.retention.PersonalDataSet;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Every set of every module, by name. */
@Component
class PersonalData {

    private final List<PersonalDataSet> sets;

    PersonalData(List<PersonalDataHolder> holders) {
        sets = holders.stream()
                .flatMap(holder -> holder.sets().stream())
                .sorted(Comparator.comparing(PersonalDataSet::name))
                .toList();
    }

    List<PersonalDataSet> sets() {
        return sets;
    }
}
