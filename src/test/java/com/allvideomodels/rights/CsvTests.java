package com.allvideomodels.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.web.Csv;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Clause({"right.access", "right.portability"})
class CsvTests {

    private static final String LETTERS = "=+-@\t\r\n'\",;|=＝＋－＠a b0汉🎬\u0000\u202e";

    /** Random rows of the worst characters there are, read back from both files. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261126, 0xC0FFEE})
    void bothFilesSayTheSameWhateverTheTexts(long seed) throws IOException {
        var random = new Random(seed);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int row = 0; row < 200; row++) {
            rows.add(Arrays.asList(
                    (long) row,
                    text(random),
                    random.nextBoolean() ? null : text(random),
                    random.nextLong(),
                    random.nextBoolean(),
                    Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L))));
        }
        for (int most : new int[] {1, 500, 1_000_000}) {
            OpenedCopy copy = written(rows, most);
            assertThat(copy.rows("things")).hasSize(rows.size()).isEqualTo(copy.table("things"));
            assertThat(copy.rows("things"))
                    .extracting(row -> row.get("words"))
                    .isEqualTo(rows.stream().map(row -> row.get(1)).toList());
            assertThat(copy.files().keySet().stream().filter(name -> name.endsWith(".csv")))
                    .as("files of at most %d bytes", most)
                    .hasSize(
                            most == 1 ? rows.size() : most == 500 ? copy.files().size() / 2 : 1);
        }
    }

    @Test
    void noFieldBeginsAFormula() throws IOException {
        var random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String field = new String(Csv.line(List.of(text(random))), StandardCharsets.UTF_8);
            assertThat(field).matches("(?s)\"(?![=+@\t\r\n＝＋－＠-]).*\"\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '§', textBlock = """
                    =1+1       | "'=1+1"
                    @SUM(A1)   | "'@SUM(A1)"
                    it's fine  | "it's fine"
                    'quoted    | "''quoted"
                    a "b", c   | "a ""b"", c"
                    """, delimiter = '|')
    void textsAreQuotedAndMarked(String text, String field) {
        assertThat(new String(Csv.line(List.of(text)), StandardCharsets.UTF_8)).isEqualTo(field + "\r\n");
    }

    @Test
    void numbersStayNumbersAndNothingIsNotAnEmptyText() {
        assertThat(new String(Csv.line(Arrays.asList(-5L, true, null, "")), StandardCharsets.UTF_8))
                .isEqualTo("-5,true,,\"\"\r\n");
    }

    private static OpenedCopy written(List<List<@Nullable Object>> rows, int most) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var zip = new Zip(bytes, Instant.EPOCH.plusSeconds(1_700_000_000));
        new SetFiles(zip, new Rows(rows), most).write(AccountId.fresh());
        zip.finish();
        return OpenedCopy.of(new ByteArrayInputStream(bytes.toByteArray()));
    }

    private static String text(Random random) {
        int[] letters = LETTERS.codePoints().toArray();
        return random.ints(random.nextInt(8), 0, letters.length)
                .map(at -> letters[at])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private record Rows(List<List<@Nullable Object>> rows) implements PersonalDataSet {

        @Override
        public String name() {
            return "things";
        }

        @Override
        public String dataClass() {
            return "account";
        }

        @Override
        public List<String> tables() {
            return List.of();
        }

        @Override
        public List<String> columns() {
            return List.of("id", "words", "more", "number", "truth", "at");
        }

        @Override
        public long count(AccountId person) {
            return rows.size();
        }

        @Override
        public Optional<Instant> nextEnd(AccountId person, Instant now) {
            return Optional.empty();
        }

        @Override
        public void read(AccountId person, Reader reader) throws IOException {
            for (List<@Nullable Object> row : rows) {
                reader.row(row);
            }
        }
    }
}
