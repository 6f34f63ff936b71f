package com.allvideomodels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.DiagramOptions.DiagramStyle;

/** Calls go down, events go up: no module uses one that it does not name, and none reaches into another's package. */
class ModularityTests {

    private static final Pattern ARROW = Pattern.compile("\\.(\\w+) --> \\S*\\.(\\w+) .*: \"([^\"]+)\"");

    private static final ApplicationModules MODULES = ApplicationModules.of(Application.class);

    @Test
    void modulesKeepTheirBoundaries() {
        MODULES.verify();
    }

    @Test
    void thePictureOfTheModulesIsUpToDate(@TempDir Path folder) throws IOException {
        var picture = DiagramOptions.defaults().withStyle(DiagramStyle.UML);
        new Documenter(MODULES, Documenter.Options.defaults().withOutputFolder(folder.toString()))
                .writeModulesAsPlantUml(picture);
        List<String> drawn = inOrder(Files.readAllLines(folder.resolve("components.puml")));
        Committed.check(Path.of("docs/modules.puml"), String.join("\n", drawn) + "\n");
        Committed.check(Path.of("docs/modules.md"), mermaid(drawn));
    }

    /** The documenter draws in an order of its own each time. */
    private static List<String> inOrder(List<String> lines) {
        List<String> parts = lines.stream()
                .filter(line -> line.startsWith("  component"))
                .sorted()
                .toList();
        List<String> arrows =
                lines.stream().filter(line -> line.contains(" --> ")).sorted().toList();
        List<String> ordered = new ArrayList<>();
        for (String line : lines) {
            if (parts.contains(line)) {
                ordered.addAll(line.equals(first(lines, parts)) ? parts : List.of());
            } else if (arrows.contains(line)) {
                ordered.addAll(line.equals(first(lines, arrows)) ? arrows : List.of());
            } else {
                ordered.add(line);
            }
        }
        return ordered;
    }

    private static String first(List<String> lines, List<String> group) {
        return lines.stream().filter(group::contains).findFirst().orElse("");
    }

    /** The same picture in the notation that code hosts draw by themselves. */
    private static String mermaid(List<String> drawn) {
        var text = new StringBuilder("""
                # The modules and who calls whom

                Made from the code by `ModularityTests`; do not edit.

                ```mermaid
                flowchart TD
                """);
        drawn.stream()
                .map(ARROW::matcher)
                .filter(Matcher::find)
                .map(arrow -> "  " + arrow.group(1).toLowerCase(Locale.ROOT) + " -- " + arrow.group(3) + " --> "
                        + arrow.group(2).toLowerCase(Locale.ROOT) + "\n")
                .forEach(text::append);
        return text.append("```\n").toString();
    }
}
