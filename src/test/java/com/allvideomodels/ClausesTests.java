package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.util.ClassUtils;

/** Which test shows which clause of the privacy policy, and which clauses are still open, written down for everyone to read. */
class ClausesTests {

    private static final Path TABLE = Path.of("docs/clauses.md");

    @Test
    void everyClauseATestNamesExists() {
        assertThat(Clauses.all().keySet()).containsAll(shown().keySet());
    }

    @Test
    void theTableOfClausesIsUpToDate() {
        Committed.check(TABLE, table(shown()));
    }

    private static String table(Map<String, SortedSet<String>> shown) {
        Map<String, Clauses.Entry> clauses = Clauses.all();
        long open =
                clauses.keySet().stream().filter(id -> !shown.containsKey(id)).count();
        var text = new StringBuilder();
        text.append("""
                # What the policy promises, and which test shows it

                Made from the tests by `ClausesTests`; do not edit. A test names the clauses it shows with `@Clause`; a clause that is named
                by a test of one of its parts may still have parts that are later work.

                """);
        text.append(clauses.size() - open)
                .append(" of ")
                .append(clauses.size())
                .append(" clauses are named by a test, ");
        text.append(open).append(" are open: no test shows them yet.\n\n");
        text.append("| Clause | Section | Obligation | Shown by |\n|---|---|---|---|\n");
        clauses.values().forEach(clause -> text.append(line(clause, shown.get(clause.id()))));
        return text.toString();
    }

    private static String line(Clauses.Entry clause, SortedSet<String> tests) {
        String by = tests == null
                ? "**open**"
                : tests.stream().map(test -> "`" + test + "`").collect(Collectors.joining("<br>"));
        return "| `" + clause.id() + "` | " + clause.section() + " | "
                + clause.obligation().replace("|", "\\|") + " | " + by + " |\n";
    }

    private static SortedMap<String, SortedSet<String>> shown() {
        SortedMap<String, SortedSet<String>> shown = new TreeMap<>();
        for (Class<?> test : testClasses()) {
            note(shown, test.getAnnotation(Clause.class), name(test));
            for (Method method : test.getDeclaredMethods()) {
                note(shown, method.getAnnotation(Clause.class), name(test) + "." + method.getName());
            }
        }
        return shown;
    }

    private static void note(Map<String, SortedSet<String>> shown, Clause clause, String test) {
        if (clause != null) {
            Arrays.stream(clause.value())
                    .forEach(id ->
                            shown.computeIfAbsent(id, none -> new TreeSet<>()).add(test));
        }
    }

    private static String name(Class<?> test) {
        return ClassUtils.getShortName(test);
    }

    /** Every class of the test sources, by what lies in them: nothing has to be listed. */
    private static Collection<Class<?>> testClasses() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(
                    org.springframework.beans.factory.annotation.AnnotatedBeanDefinition definition) {
                return true;
            }
        };
        scanner.addIncludeFilter(ClausesTests::isTest);
        Collection<Class<?>> tests = new ArrayList<>();
        scanner.findCandidateComponents("com.allvideomodels")
                .forEach(found -> tests.add(ClassUtils.resolveClassName(found.getBeanClassName(), null)));
        return tests;
    }

    private static boolean isTest(MetadataReader reader, MetadataReaderFactory factory) {
        String name = reader.getClassMetadata().getClassName();
        return name.endsWith("Tests")
                || name.endsWith("Journey")
                || name.endsWith("Faults")
                || name.endsWith("Contract")
                || name.contains("Tests$");
    }
}
