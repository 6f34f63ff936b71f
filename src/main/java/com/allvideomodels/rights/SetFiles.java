package com.allvideomodels.rights;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.retention.PersonalDataSet;
import com.allvideomodels.web.Csv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes one set as JSON and CSV, both from the same reading of each row. The table of a file of JSON waits in memory until that is
 * whole; a set whose table would be larger than {@code most} bytes goes on in another pair of files.
 */
final class SetFiles {

    private static final JsonMapper JSON = new JsonMapper();

    private final Zip zip;
    private final PersonalDataSet set;
    private final List<String> columns;
    private final int most;
    private final List<String> files = new ArrayList<>();
    private final ByteArrayOutputStream table = new ByteArrayOutputStream();
    private long rows;
    private boolean first = true;

    SetFiles(Zip zip, PersonalDataSet set, int most) {
        this.zip = zip;
        this.set = set;
        this.columns = set.columns();
        this.most = most;
    }

    /** What was written, for the table of contents. */
    record Written(String name, String dataClass, long rows, List<String> columns, List<String> files) {}

    Written write(AccountId person) throws IOException {
        begin();
        set.read(person, this::row);
        end();
        return new Written(set.name(), set.dataClass(), rows, columns, List.copyOf(files));
    }

    private void row(List<@Nullable Object> values) throws IOException {
        byte[] line = Csv.line(values);
        if (table.size() + line.length > most && !first) {
            end();
            begin();
        }
        zip.write((first ? "\n" : ",\n").getBytes(StandardCharsets.UTF_8));
        zip.write(JSON.writeValueAsBytes(object(values)));
        table.write(line);
        first = false;
        rows++;
    }

    private void begin() throws IOException {
        String name = files.isEmpty() ? set.name() : set.name() + "-" + (files.size() / 2 + 1);
        files.add("data/" + name + ".json");
        files.add("data/" + name + ".csv");
        first = true;
        table.reset();
        table.write(Csv.mark());
        table.write(Csv.line(columns));
        zip.begin(files.get(files.size() - 2));
        zip.write("[".getBytes(StandardCharsets.UTF_8));
    }

    private void end() throws IOException {
        zip.write("\n]\n".getBytes(StandardCharsets.UTF_8));
        zip.begin(files.getLast());
        table.writeTo(zip);
    }

    private Map<String, @Nullable Object> object(List<@Nullable Object> values) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            Object value = values.get(column);
            object.put(columns.get(column), value instanceof Instant at ? at.toString() : value);
        }
        return object;
    }
}
