package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file under {@code docs} that is made from the code. The test that makes it fails while the committed one is another. */
final class Committed {

    private Committed() {}

    /** Writes what the file should be to {@code target}, and compares. With {@code -Ddocs.refresh} it is put in its place. */
    static void check(Path file, String content) {
        try {
            Path made = Path.of("target").resolve(file.getFileName());
            Files.writeString(made, content);
            if (System.getProperty("docs.refresh") != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, content);
            }
            String committed = Files.exists(file) ? Files.readString(file).replace("\r\n", "\n") : "";
            assertThat(committed)
                    .as("%s is out of date. Refresh it with: cp %s %s", file, made, file)
                    .isEqualTo(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
