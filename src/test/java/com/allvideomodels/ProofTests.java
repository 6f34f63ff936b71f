package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that says which test shows what names tests that are there. */
class ProofTests {

    private static final Path PAGE = Path.of("docs", "proof.md");
    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final Pattern NAME = Pattern.compile("`(\\w+(?:Tests|Faults|Journey))\\.(\\w+)`");

    @Test
    void everyRuleAndEveryFailureNamesATest() throws IOException {
        List<String> rows = rows();
        assertThat(rows).hasSizeGreaterThan(35);
        assertThat(rows).allMatch(row -> NAME.matcher(row).find());
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        for (String row : rows()) {
            for (var name : NAME.matcher(row).results().toList()) {
                assertThat(source(name.group(1))).as(name.group(1)).containsPattern("void " + name.group(2) + "\\(");
            }
        }
    }

    private static List<String> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.endsWith("| test |"))
                .toList();
    }

    private static String source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Path found = files.filter(file -> file.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no " + type));
            return Files.readString(found);
        }
    }
}
