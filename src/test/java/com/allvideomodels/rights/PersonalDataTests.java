package com.allvideomodels.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.retention.PersonalData;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.Untold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever is kept about people is told to them: each column of each table that {@code retention.yml} covers by one set, or it stands in
 * {@code untold.yml} with the reason. A table that somebody adds without a holder fails here.
 */
@ProductTest
@Clause({"right.access", "ccpa.know", "gdpr.lawful-basis"})
class PersonalDataTests {

    /** Whose row it is: told by being in the copy at all. */
    private static final Set<String> OWNER = Set.of("owner", "account_id");

    @Autowired
    PersonalData data;

    @Autowired
    RetentionPolicy policy;

    @Autowired
    Untold untold;

    @Autowired
    Processors processors;

    @Autowired
    JdbcClient sql;

    @Test
    void everyColumnOfEveryTableAboutPeopleIsToldOrExcused() {
        assertThat(faults(columns())).isEmpty();
    }

    /** Seen without a migration: a table that nobody tells, and a column more of one that is told. */
    @Test
    void aNewTableOrColumnIsAFault() {
        Map<String, Set<String>> more = columns();
        more.put("feedback", Set.of("id", "words"));
        more.get("sign_in").add("mood");
        assertThat(faults(more))
                .containsExactlyInAnyOrder(
                        "feedback.id is told by nobody",
                        "feedback.words is told by nobody",
                        "sign_in.mood is told by nobody");
    }

    /** Several only where each tells the rows of another class, as retention.yml divides them. */
    @Test
    void noTableIsToldTwice() {
        Map<String, List<PersonalDataSet>> tellers = data.sets().stream()
                .flatMap(set -> set.tables().stream().map(table -> Map.entry(table, set)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        tellers.forEach((table, sets) -> {
            assertThat(sets).extracting(PersonalDataSet::dataClass).as(table).doesNotHaveDuplicates();
            assertThat(untold.places())
                    .as("%s is told, so no line excuses all of it", table)
                    .noneMatch(place ->
                            place.table().equals(table) && place.columns().isEmpty());
        });
    }

    @Test
    void everySetIsOfAClassThatCoversItsTables() {
        assertThat(data.sets())
                .allSatisfy(set -> assertThat(policy.rule(set.dataClass()).covers())
                        .as(set.name())
                        .extracting(RetentionPolicy.Cover::table)
                        .containsAll(set.tables()));
    }

    @Test
    void namesAreFileNamesOfTheirOwn() {
        assertThat(data.sets())
                .extracting(PersonalDataSet::name)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void noLineExcusesWhatIsNotThere() {
        Map<String, Set<String>> known = columns();
        assertThat(untold.places()).allSatisfy(place -> {
            assertThat(known).containsKey(place.table());
            assertThat(known.get(place.table())).containsAll(place.columns());
            assertThat(place.reason().en()).isNotBlank();
            assertThat(place.reason().chinese()).isNotBlank();
        });
    }

    @Test
    void everyClassThatIsToldSaysWhereItComesFromWhatForAndWhoReceivesIt() {
        Set<String> told = data.sets().stream().map(PersonalDataSet::dataClass).collect(Collectors.toSet());
        List<String> known =
                processors.all().stream().map(Processors.Processor::slug).toList();
        assertThat(policy.rules()).filteredOn(rule -> told.contains(rule.id())).allSatisfy(rule -> {
            assertThat(rule.source()).as(rule.id()).isNotNull();
            assertThat(rule.purpose()).as(rule.id()).isNotNull();
            assertThat(known).as(rule.id()).containsAll(rule.recipients());
        });
    }

    @Test
    void aStrangerHasNothing() throws Exception {
        AccountId nobody = AccountId.fresh();
        for (PersonalDataSet set : data.sets()) {
            assertThat(set.count(nobody)).as(set.name()).isZero();
            assertThat(set.columns()).as(set.name()).isNotEmpty().doesNotHaveDuplicates();
            set.read(nobody, row -> {
                throw new AssertionError(set.name());
            });
        }
    }

    private List<String> faults(Map<String, Set<String>> columns) {
        List<String> faults = new ArrayList<>();
        columns.forEach((table, all) -> {
            Set<String> told = data.sets().stream()
                    .filter(set -> set.tables().contains(table))
                    .flatMap(set -> set.columns().stream())
                    .collect(Collectors.toSet());
            for (String column : all) {
                boolean owner = OWNER.contains(column) && !told.isEmpty();
                boolean excused = untold.places().stream().anyMatch(place -> place.covers(table, column));
                if (!told.contains(column) && !owner && !excused) {
                    faults.add(table + "." + column + " is told by nobody");
                }
            }
        });
        return faults;
    }

    /** Of every table but those in which retention.yml says that there is no person. */
    private Map<String, Set<String>> columns() {
        Set<String> exempt = policy.exemptions().stream()
                .filter(one -> one.table() != null && one.columns().isEmpty())
                .map(RetentionPolicy.Exemption::table)
                .collect(Collectors.toSet());
        Map<String, Set<String>> columns = new TreeMap<>();
        sql.sql("""
                select c.table_name, c.column_name from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                where table_schema = 'public' and t.table_type = 'BASE TABLE'
                """).query((row, number) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .filter(one -> !exempt.contains(one.getKey()))
                .forEach(one -> columns.computeIfAbsent(one.getKey(), table -> new TreeSet<>())
                        .add(one.getValue()));
        return columns;
    }
}
