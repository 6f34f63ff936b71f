package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.media.MediaClass;
import com.allvideomodels.privacy.Processors;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.retention.RetentionPolicy;
import com.allvideomodels.retention.RetentionPolicy.Cover;
import com.allvideomodels.retention.RetentionPolicy.Exemption;
import com.allvideomodels.retention.RetentionPolicy.Rule;
import com.allvideomodels.retention.RetentionRule;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.BasicCollectionPersister;
import org.hibernate.persister.entity.AbstractEntityPersister;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whatever is kept has a rule: every column, every attribute of an entity, every part of the store, every cache and every provider. A
 * new one that no line of {@code retention.yml} covers, or a line that covers what is not there, fails here.
 */
@ProductTest
class RetentionCoverageTests {

    private static final Pattern STORES =
            Pattern.compile("Bucket|KeyRing|Signer|record Seal|class Safekeeping|class Witness");
    private static final Pattern NAME = Pattern.compile("\"([a-z]+/)[a-z0-9/%-]*\"");
    private static final Set<String> CONTENT_TYPES =
            Set.of("image/", "video/", "text/", "application/", "admin/", "redirect/", "account/", "retention/");

    /** What a node remembers between requests, by the field it lies in. A collection in a bean that is not here is a new cache. */
    private static final Map<String, String> CACHES = Map.ofEntries(
            Map.entry("KeyRing.cache", "key-ring"),
            Map.entry("Estimates.known", "estimates"),
            Map.entry("RetentionHealth.last", "retention-figures"),
            Map.entry("LiveStreams.streams", "live-streams"));

    /** Collections that are filled while the application starts, or hold the work of this moment without a person in it. */
    private static final Set<String> NO_CACHES = Set.of(
            "MasterKeys.byId",
            "RestoreGate.state",
            "Signer.known",
            "ReadCatalogue.models",
            "Workers.rings",
            "Workers.claims",
            "Loopback.loans",
            "Workers.attending",
            "Bulletin.readers",
            "FalKeys.kept",
            "RetentionPolicy.byId");

    @Autowired
    RetentionPolicy policy;

    @Autowired
    JdbcClient sql;

    @Autowired
    EntityManagerFactory entities;

    @Autowired
    Processors processors;

    @Autowired
    List<RetentionRule> rules;

    @Autowired
    ConfigurableApplicationContext context;

    @Test
    @Clause({"retain.account", "retain.input", "retain.output", "retain.payments", "retain.email", "retain.session-logs"
    })
    void everyColumnOfEveryTableHasOneRule() {
        assertThat(faults(columns())).isEmpty();
    }

    /** Seen without changing the file: a column that somebody adds has no rule. */
    @Test
    void aNewTableOrAColumnOfATableThatIsCoveredInPartHasNone() {
        Map<String, Set<String>> more = new TreeMap<>(columns());
        more.put("feedback", Set.of("id", "words"));
        assertThat(faults(more)).containsExactlyInAnyOrder("feedback.id has no rule", "feedback.words has no rule");
    }

    @Test
    void everyAttributeOfEveryEntityLiesInAColumnThatHasARule() {
        Map<String, Set<String>> known = columns();
        assertThat(mapped()).hasSizeGreaterThan(50).allSatisfy(place -> {
            String table = place.substring(0, place.indexOf('.'));
            assertThat(known).containsKey(table);
            assertThat(known.get(table)).contains(place.substring(place.indexOf('.') + 1));
        });
    }

    @Test
    void noLineNamesATableOrAColumnThatIsNotThere() {
        Map<String, Set<String>> known = columns();
        named().forEach(place -> {
            assertThat(known).containsKey(place.table());
            assertThat(known.get(place.table())).containsAll(place.columns());
        });
    }

    @Test
    void everyPrefixOfTheStoreHasARule() throws IOException {
        Set<String> written = new TreeSet<>(namesInTheCode());
        Stream.of(MediaClass.values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT) + "/")
                .forEach(written::add);
        Set<String> said = all(Cover::prefix, Exemption::prefix).stream()
                .map(prefix -> prefix.replaceFirst("^[a-z]+:([a-z-]+/).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(said).isEqualTo(written);
    }

    /** First parts of names of objects, in the sources that have to do with buckets and keys. */
    private static Set<String> namesInTheCode() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                if (STORES.matcher(text).find() && !file.toString().contains("/provider/")) {
                    NAME.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
                }
            }
        }
        names.removeAll(CONTENT_TYPES);
        return names;
    }

    @Test
    void everyCacheHasOneRule() {
        Set<String> remembering = remembering();
        remembering.removeAll(NO_CACHES);
        assertThat(remembering).isEqualTo(new TreeSet<>(CACHES.keySet()));
        assertThat(all(Cover::cache, Exemption::cache)).containsExactlyInAnyOrderElementsOf(CACHES.values());
    }

    @Test
    void everyProviderAndEveryOtherProcessorHasOneRule() {
        List<String> known = processors.all().stream().map(one -> one.slug()).toList();
        Set<String> called = Stream.of(ProviderApi.values())
                .map(api -> api.provider().slug())
                .collect(Collectors.toSet());
        assertThat(known).containsAll(called);
        assertThat(all(Cover::provider, Exemption::provider)).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyRuleIsCarriedOutByOneBeanOrSaysWhatElseEndsIt() {
        List<String> carriedOut = rules.stream().map(RetentionRule::dataClass).toList();
        assertThat(carriedOut).doesNotHaveDuplicates();
        List<String> expected = policy.rules().stream()
                .filter(rule -> rule.by() == null && rule.isKept())
                .map(Rule::id)
                .toList();
        assertThat(carriedOut).containsExactlyInAnyOrderElementsOf(expected);
    }

    // What there is

    private Map<String, Set<String>> columns() {
        Map<String, Set<String>> columns = new TreeMap<>();
        sql.sql("""
                select c.table_name, c.column_name from information_schema.columns c
                join information_schema.tables t using (table_schema, table_name)
                where table_schema = 'public' and t.table_type = 'BASE TABLE'
                """)
                .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .forEach(one -> columns.computeIfAbsent(one.getKey(), table -> new TreeSet<>())
                        .add(one.getValue()));
        return columns;
    }

    private Set<String> mapped() {
        var mapping = entities.unwrap(SessionFactoryImplementor.class).getMappingMetamodel();
        Set<String> places = new TreeSet<>();
        mapping.forEachEntityDescriptor(entity -> {
            var table = (AbstractEntityPersister) entity;
            Stream.of(table.getPropertyNames())
                    .flatMap(name -> Stream.of(table.getPropertyColumnNames(name)))
                    .filter(Objects::nonNull)
                    .forEach(column -> places.add(table.getTableName() + "." + column));
            Stream.of(table.getIdentifierColumnNames())
                    .forEach(column -> places.add(table.getTableName() + "." + column));
        });
        mapping.forEachCollectionDescriptor(collection -> {
            var table = (BasicCollectionPersister) collection;
            Stream.of(table.getKeyColumnNames(), table.getElementColumnNames(), table.getIndexColumnNames())
                    .flatMap(Stream::of)
                    .filter(Objects::nonNull)
                    .forEach(column -> places.add(table.getTableName() + "." + column));
        });
        return places;
    }

    /** Fields of our beans in which things gather while the product runs. */
    private Set<String> remembering() {
        Set<String> found = new TreeSet<>();
        for (String name : context.getBeanFactory().getBeanDefinitionNames()) {
            if (context.getBeanFactory().isSingleton(name)) {
                Object bean = AopProxyUtils.getSingletonTarget(context.getBean(name));
                look(bean == null ? context.getBean(name) : bean, found);
            }
        }
        return found;
    }

    private static void look(Object bean, Set<String> found) {
        Class<?> type = AopUtils.getTargetClass(bean);
        if (!type.getName().startsWith("com.allvideomodels.")
                || isOfTests(type)
                || type.getSimpleName().endsWith("Settings")) {
            return;
        }
        for (Field field : type.getDeclaredFields()) {
            boolean handedIn = Modifier.isFinal(field.getModifiers()) && List.class.isAssignableFrom(field.getType());
            boolean gathers = Map.class.isAssignableFrom(field.getType())
                    || Collection.class.isAssignableFrom(field.getType()) && !handedIn
                    || Modifier.isVolatile(field.getModifiers())
                            && !field.getType().isPrimitive();
            if (gathers && !Modifier.isStatic(field.getModifiers()) && isOpen(field, bean)) {
                found.add(type.getSimpleName() + "." + field.getName());
            }
        }
    }

    private static boolean isOfTests(Class<?> type) {
        return type.getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .contains("test-classes");
    }

    /** Whether anything can be added to it; what is empty until it is first asked for, too. */
    private static boolean isOpen(Field field, Object bean) {
        try {
            field.setAccessible(true);
            Object value = field.get(bean);
            return value == null
                    || !value.getClass().getName().startsWith("java.util.ImmutableCollections")
                            && !value.getClass().getName().contains("Unmodifiable")
                            && !(value instanceof java.util.EnumMap);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    // What the file says

    private <T> List<T> all(
            java.util.function.Function<Cover, T> covered, java.util.function.Function<Exemption, T> exempt) {
        return Stream.concat(
                        policy.rules().stream()
                                .flatMap(rule -> rule.covers().stream()
                                        .map(covered)
                                        .filter(Objects::nonNull)
                                        .distinct()),
                        policy.exemptions().stream().map(exempt).filter(Objects::nonNull))
                .toList();
    }

    private record Place(String rule, String table, List<String> columns, boolean someRows) {

        boolean covers(String table, String column) {
            return this.table.equals(table) && (columns.isEmpty() || columns.contains(column));
        }
    }

    private List<Place> named() {
        List<Place> places = new ArrayList<>();
        policy.rules()
                .forEach(rule -> rule.covers().stream()
                        .filter(cover -> cover.table() != null)
                        .map(cover -> new Place(rule.id(), cover.table(), cover.columns(), cover.rows() != null))
                        .forEach(places::add));
        policy.exemptions().stream()
                .filter(exemption -> exemption.table() != null)
                .map(exemption -> new Place("an exemption", exemption.table(), exemption.columns(), false))
                .forEach(places::add);
        return places;
    }

    /** Several rules share a table only where each says which rows it means. */
    private List<String> faults(Map<String, Set<String>> columns) {
        List<Place> places = named();
        List<String> faults = new ArrayList<>();
        columns.forEach((table, all) -> all.forEach(column -> {
            List<Place> mine =
                    places.stream().filter(place -> place.covers(table, column)).toList();
            if (mine.isEmpty()) {
                faults.add(table + "." + column + " has no rule");
            } else if (mine.size() > 1 && !mine.stream().allMatch(Place::someRows)) {
                faults.add(table + "." + column + " has several: "
                        + mine.stream().map(Place::rule).toList());
            }
        }));
        return faults;
    }
}
