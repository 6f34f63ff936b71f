package com.allvideomodels;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands in {@code config/} with the real age. The clients of PostgreSQL and of S3 are stand-ins on the path: a machine may have
 * clients older than the embedded server, which then refuse to dump it. What a restored database does is the drill's matter.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are for bash")
@Clause("security.backups")
class BackupCommandsTests {

    private static final String PLAIN = "PGDMP a row about somebody ";

    @TempDir
    Path folder;

    private final Map<String, String> surroundings = new HashMap<>();

    @BeforeEach
    void standIns() throws Exception {
        program("pg_dump", """
                for i in $(seq 20000); do echo "%s $i"; done
                find "$TMPDIR" "$FOLDER" -name '*.part' -o -path "$TMPDIR/*" -type f | xargs -r cat >> "$FOLDER/on-disk"
                [ -z "${DUMP_FAILS:-}" ]
                """.formatted(PLAIN));
        program("pg_restore", """
                IFS= read -r first
                case $first in PGDMP*) ;; *) echo "no archive" >&2; exit 1 ;; esac
                case $1 in
                  --list) for t in ${TABLES_INSIDE:-account destruction_log erased_account}; do echo "1; 0 2 TABLE DATA public $t owner"; done ;;
                  *) { echo "$first"; cat; } > "$FOLDER/restored" ;;
                esac
                """);
        program("psql", "echo \"${TABLES_THERE:-0}\"");
        program("aws", """
                [ "$1" = s3 ] || exit 1
                case $2 in
                  rm) rm -f "$FOLDER/stored"; exit ;;
                esac
                if [ "$4" = - ]; then cat > "$FOLDER/stored"; [ -z "${STORE_SPOILS:-}" ] || echo more >> "$FOLDER/stored"
                else cat "$FOLDER/stored"; fi
                """);
        surroundings.put("PATH", folder + ":" + System.getenv("PATH"));
        surroundings.put("FOLDER", folder.toString());
        surroundings.put("TMPDIR", Files.createDirectory(folder.resolve("tmp")).toString());
        surroundings.put("PGDATABASE", "videos");
        surroundings.put("BACKUP_RECIPIENT", key("key"));
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/usr/bin/env bash\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Makes a pair and gives the public half. */
    private String key(String name) throws Exception {
        try {
            execute(Map.of(), "age-keygen", "-o", folder.resolve(name).toString());
        } catch (IOException e) {
            abort("age is not installed on this machine (https://age-encryption.org), so no backup can be made here: "
                    + e.getMessage());
        }
        return Files.readString(folder.resolve(name))
                .lines()
                .filter(line -> line.contains("public key: "))
                .map(line -> line.substring(line.indexOf("age1")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsBackedUpIsSealedAndComesBackAndNoPlainByteTouchesADisk() throws Exception {
        Path backup = folder.resolve("backup");
        assertThat(backup(backup.toString())).as(output()).isZero();
        assertThat(Files.readString(backup, ISO_8859_1))
                .startsWith("age-encryption.org/v1")
                .doesNotContain("somebody");
        assertThat(Files.readString(folder.resolve("on-disk"), ISO_8859_1)).doesNotContain("somebody");
        assertThat(folder.resolve("tmp")).isEmptyDirectory();

        assertThat(restore("key", "--check", backup.toString())).as(output()).isZero();
        assertThat(output()).contains("whole", "3 tables");
        assertThat(folder.resolve("restored")).doesNotExist();
        assertThat(restore("key", backup.toString())).as(output()).isZero();
        assertThat(output()).contains("503", "start the application");
        assertThat(Files.readAllLines(folder.resolve("restored")))
                .hasSize(20_000)
                .allMatch(line -> line.startsWith(PLAIN));
    }

    @Test
    void aStoreWorksLikeAFileAndIsReadBack() throws Exception {
        assertThat(backup("s3://backups/today")).as(output()).isZero();
        assertThat(restore("key", "s3://backups/today")).as(output()).isZero();
        assertThat(folder.resolve("restored")).exists();
        surroundings.put("STORE_SPOILS", "yes");
        assertThat(backup("s3://backups/today")).isNotZero();
        assertThat(output()).contains("not what was sent");
        assertThat(folder.resolve("stored")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DUMP_FAILS=yes", "TABLES_INSIDE=something else"})
    void aDumpThatFailsOrIsNotOursLeavesNothing(String fault) throws Exception {
        String[] parts = fault.split("=");
        surroundings.put(parts[0], parts[1]);
        assertThat(backup(folder.resolve("backup").toString())).isNotZero();
        assertThat(folder.resolve("backup")).doesNotExist();
        assertThat(folder.resolve("backup.part")).doesNotExist();
        assertThat(backup("s3://backups/today")).isNotZero();
        assertThat(folder.resolve("stored")).doesNotExist();
    }

    @Test
    void nothingIsWrittenOver() throws Exception {
        Path there = Files.writeString(folder.resolve("there"), "precious");
        assertThat(backup(there.toString())).isNotZero();
        assertThat(there).hasContent("precious");
    }

    @Test
    void noPrivateKeyIsTakenWhereBackupsAreMade() throws Exception {
        surroundings.put("BACKUP_RECIPIENT", "AGE-SECRET-KEY-1QQQ");
        assertThat(backup(folder.resolve("backup").toString())).isNotZero();
        assertThat(output()).contains("private key").doesNotContain("1QQQ");
        surroundings.put("BACKUP_RECIPIENT", "age1public");
        surroundings.put("BACKUP_IDENTITY", folder.resolve("key").toString());
        assertThat(backup(folder.resolve("backup").toString())).isNotZero();
        assertThat(output()).contains("does not belong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BACKUP_RECIPIENT", "PGDATABASE"})
    void whatIsNotSetIsNamedAndNothingIsMade(String setting) throws Exception {
        surroundings.remove(setting);
        assertThat(backup(folder.resolve("backup").toString())).isNotZero();
        assertThat(output()).contains(setting + " is not set");
        assertThat(folder.resolve("backup")).doesNotExist();
        assertThat(folder.resolve("on-disk")).doesNotExist();
    }

    @Test
    void aDamagedBackupOrAnotherKeyTouchesNoDatabase() throws Exception {
        Path backup = folder.resolve("backup");
        assertThat(backup(backup.toString())).isZero();
        key("other");
        assertThat(restore("other", backup.toString())).isNotZero();
        byte[] whole = Files.readAllBytes(backup);
        Files.write(backup, java.util.Arrays.copyOf(whole, whole.length - 40));
        assertThat(restore("key", backup.toString())).isNotZero();
        assertThat(output()).contains("not whole");
        whole[whole.length / 2] ^= 1;
        Files.write(backup, whole);
        assertThat(restore("key", "--check", backup.toString())).isNotZero();
        assertThat(restore("key", backup.toString())).isNotZero();
        assertThat(folder.resolve("restored")).doesNotExist();
    }

    @Test
    void aDatabaseThatIsNotEmptyIsLeftAlone() throws Exception {
        Path backup = folder.resolve("backup");
        assertThat(backup(backup.toString())).isZero();
        surroundings.put("TABLES_THERE", "12");
        assertThat(restore("key", backup.toString())).isNotZero();
        assertThat(folder.resolve("restored")).doesNotExist();
        assertThat(output()).contains("not empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "restore"})
    void theCommandsEndAtTheFirstFault(String command) throws Exception {
        assertThat(Files.readString(Path.of("config", command))).contains("\nset -euo pipefail\n");
        assertThat(execute(Map.of(), "bash", "-n", "config/" + command)).isZero();
    }

    private int backup(String where) throws Exception {
        return execute(surroundings, "config/backup", where);
    }

    private int restore(String identity, String... arguments) throws Exception {
        Map<String, String> more = new HashMap<>(surroundings);
        more.put("BACKUP_IDENTITY", folder.resolve(identity).toString());
        List<String> command = new java.util.ArrayList<>(List.of("config/restore"));
        command.addAll(List.of(arguments));
        return execute(more, command.toArray(String[]::new));
    }

    private int execute(Map<String, String> variables, String... command) throws Exception {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        process.environment().keySet().removeIf(name -> name.startsWith("BACKUP_") || name.startsWith("PG"));
        process.environment().putAll(variables);
        Process running = process.start();
        if (!running.waitFor(60, TimeUnit.SECONDS)) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            throw new IllegalStateException("it did not end: " + output());
        }
        return running.exitValue();
    }

    private String output() throws IOException {
        Path output = folder.resolve("output");
        return Files.exists(output) ? Files.readString(output) : "";
    }
}
