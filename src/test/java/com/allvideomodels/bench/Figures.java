package com.allvideomodels.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The one table, in the order in which things were measured. */
final class Figures {

    record Row(String what, String figure, String unit, String limit) {}

    private final List<Row> rows = new ArrayList<>();

    void add(String what, String figure, String unit, String limit) {
        rows.add(new Row(what, figure, unit, limit));
        // Also at once, so that a run that is stopped has said what it knew.
        System.out.printf("bench: %s: %s %s%n", what, figure, unit);
    }

    interface Measurement {
        void measure() throws Exception;
    }

    /** Measures what is wanted. One that cannot be made on this machine does not take the others with it. */
    void measure(String name, Measurement measurement) {
        if (!Scale.wanted(name)) {
            return;
        }
        try {
            measurement.measure();
        } catch (Exception | LinkageError e) {
            e.printStackTrace();
            add(name, "not measured", "", String.valueOf(e.getMessage()));
        }
    }

    /** Prints the table and puts it into this file of {@code target/bench}. */
    void write(String file) throws IOException {
        String table = table();
        Files.writeString(Node.folder().resolve(file), table);
        System.out.println("\n" + table);
    }

    /** As Markdown, so that it can be put into the document as it is. */
    private String table() {
        var text = new StringBuilder("| What | Figure | Unit | What limits it |\n|---|---:|---|---|\n");
        rows.forEach(row ->
                text.append("| %s | %s | %s | %s |%n".formatted(row.what(), row.figure(), row.unit(), row.limit())));
        return text.toString();
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    static double milliseconds(Duration time) {
        return time.toNanos() / 1e6;
    }

    /** The value that {@code part} of them do not exceed, by nearest rank. */
    static double percentile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.clamp((int) Math.ceil(part * sorted.length) - 1, 0, sorted.length - 1)];
    }

    static double percentile(List<Double> values, double part) {
        return percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), part);
    }
}
