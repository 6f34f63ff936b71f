package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every set of every module. Safe to use by several threads. */
@Component
public class PersonalData {

    private final List<PersonalDataSet> sets;
    private final JdbcClient sql;

    PersonalData(List<PersonalDataHolder> holders, JdbcClient sql) {
        this.sets = holders.stream()
                .flatMap(holder -> holder.sets().stream())
                .sorted(Comparator.comparing(PersonalDataSet::name))
                .toList();
        this.sql = sql;
    }

    /** By name. */
    public List<PersonalDataSet> sets() {
        return sets;
    }

    /** How many rows each set has of a person, by its name; in one statement as far as the sets are rows of the database. */
    public Map<String, Long> counts(AccountId person) {
        Map<String, Long> counts = new HashMap<>();
        sets.stream()
                .filter(set -> !(set instanceof ToldRows))
                .forEach(set -> counts.put(set.name(), set.count(person)));
        String statement = told().map(
                        set -> "select '" + set.name() + "', count(*) from (" + set.statement() + ") told")
                .collect(Collectors.joining(" union all "));
        sql.sql(statement)
                .param("person", person.value())
                .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    private Stream<ToldRows> told() {
        return sets.stream().filter(ToldRows.class::isInstance).map(ToldRows.class::cast);
    }
}
