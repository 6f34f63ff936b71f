package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The commands in {@code config/}, with stand-ins for the programs they call. */
@DisabledOnOs(OS.WINDOWS)
@Clause("security.backups")
class BackupCommandsTests {

    @TempDir
    Path folder;

    private final Map<String, String> surroundings = new HashMap<>();

    @BeforeEach
    void standIns() throws IOException {
        program("pg_dump", "echo \"the dump of ${@: -1}\"; [ -z \"${DUMP_FAILS:-}\" ]");
        program("age", "case $1 in --encrypt) echo \"sealed for $3\"; rev ;; *) read -r _; rev ;; esac");
        program("psql", "echo \"${TABLES:-0}\"");
        program("pg_restore", "cat > \"$RESTORED\"");
        surroundings.put("PATH", folder + ":" + System.getenv("PATH"));
        surroundings.put("PGDATABASE", "videos");
        surroundings.put("BACKUP_RECIPIENT", "age1public");
        surroundings.put(
                "BACKUP_IDENTITY",
                Files.writeString(folder.resolve("key"), "private").toString());
        surroundings.put("RESTORED", folder.resolve("restored").toString());
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/usr/bin/env bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void whatIsBackedUpIsSealedAndComesBack() throws Exception {
        Path backup = folder.resolve("backup");
        assertThat(run("backup", backup)).isZero();
        assertThat(backup).content().startsWith("sealed for age1public").doesNotContain("the dump");
        assertThat(run("restore", backup)).isZero();
        assertThat(folder.resolve("restored")).hasContent("the dump of videos");
        assertThat(output()).contains("start the application");
    }

    @Test
    void aDumpThatFailsLeavesNothing() throws Exception {
        surroundings.put("DUMP_FAILS", "yes");
        assertThat(run("backup", folder.resolve("backup"))).isNotZero();
        assertThat(folder.resolve("backup")).doesNotExist();
        assertThat(folder.resolve("backup.part")).doesNotExist();
    }

    @Test
    void nothingIsWrittenOverAndNoPrivateKeyIsTaken() throws Exception {
        Path there = Files.writeString(folder.resolve("there"), "precious");
        assertThat(run("backup", there)).isNotZero();
        assertThat(there).hasContent("precious");
        surroundings.put("BACKUP_RECIPIENT", "AGE-SECRET-KEY-1");
        assertThat(run("backup", folder.resolve("backup"))).isNotZero();
        assertThat(output()).contains("private key");
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAlone() throws Exception {
        run("backup", folder.resolve("backup"));
        surroundings.put("TABLES", "12");
        assertThat(run("restore", folder.resolve("backup"))).isNotZero();
        assertThat(folder.resolve("restored")).doesNotExist();
        assertThat(output()).contains("not empty");
    }

    private int run(String command, Path argument) throws Exception {
        var process = new ProcessBuilder("config/" + command, argument.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        process.environment().putAll(surroundings);
        return process.start().waitFor();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }
}
