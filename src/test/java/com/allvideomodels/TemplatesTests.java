package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a template says is what happens. */
class TemplatesTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    private static final Pattern TAG = Pattern.compile("<[a-z][^>\"]*(?:\"[^\"]*\"[^>\"]*)*>");

    private static final Pattern REPLACED = Pattern.compile("\\sth:replace=");

    private static final Pattern PASSED_OVER = Pattern.compile("\\sth:(if|unless|each|with|case)=");

    /** Thymeleaf replaces an element before it looks at anything else that stands on it. */
    @Test
    void noConditionStandsWhereAnElementIsReplaced() throws IOException {
        List<String> wrong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                TAG.matcher(Files.readString(file))
                        .results()
                        .map(tag -> tag.group())
                        .filter(tag -> REPLACED.matcher(tag).find()
                                && PASSED_OVER.matcher(tag).find())
                        .forEach(tag -> wrong.add(TEMPLATES.relativize(file) + ": " + tag));
            }
        }
        assertThat(wrong).isEmpty();
    }
}
