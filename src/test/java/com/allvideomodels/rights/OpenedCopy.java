package com.allvideomodels.rights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A copy as its person opens it, read by nothing that wrote it. */
public record OpenedCopy(Map<String, byte[]> files) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public static OpenedCopy of(InputStream zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var in = new ZipInputStream(zip)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (files.put(entry.getName(), in.readAllBytes()) != null) {
                    throw new IOException("twice: " + entry.getName());
                }
            }
        }
        return new OpenedCopy(files);
    }

    public String text(String name) {
        byte[] file = files.get(name);
        if (file == null) {
            throw new AssertionError("there is no " + name + " but " + files.keySet());
        }
        return new String(file, StandardCharsets.UTF_8);
    }

    public JsonNode json(String name) {
        return JSON.readTree(text(name));
    }

    /** All files of a set, one after the other. */
    public List<Map<String, @Nullable String>> rows(String set) {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        filesOf(set, ".json")
                .forEach(file -> json(file).forEach(row -> {
                    Map<String, @Nullable String> values = new LinkedHashMap<>();
                    row.properties()
                            .forEach(one -> values.put(
                                    one.getKey(),
                                    one.getValue().isNull()
                                            ? null
                                            : one.getValue().asString()));
                    rows.add(values);
                }));
        return rows;
    }

    /** The same from the tables, with the marks against formulas taken away again. */
    List<Map<String, @Nullable String>> table(String set) {
        List<Map<String, @Nullable String>> rows = new ArrayList<>();
        filesOf(set, ".csv").forEach(file -> {
            List<List<@Nullable String>> lines = lines(text(file).substring(1));
            List<@Nullable String> names = lines.removeFirst();
            lines.forEach(line -> {
                Map<String, @Nullable String> values = new LinkedHashMap<>();
                for (int column = 0; column < names.size(); column++) {
                    values.put(String.valueOf(names.get(column)), line.get(column));
                }
                rows.add(values);
            });
        });
        return rows;
    }

    private List<String> filesOf(String set, String end) {
        return files.keySet().stream()
                .filter(name -> name.matches("data/" + set + "(-\\d+)?\\" + end))
                .toList();
    }

    /** Every number of a thing that stands in any file of text. */
    Set<String> numbers() {
        return files.keySet().stream()
                .filter(name -> !name.startsWith("media/"))
                .flatMap(name -> UUID.matcher(text(name)).results().map(found -> found.group()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Files of text that have this in them. */
    List<String> with(String words) {
        return files.keySet().stream()
                .filter(name -> name.contains(words)
                        || !name.startsWith("media/") && text(name).contains(words))
                .toList();
    }

    /** RFC 4180; quoted texts lose their mark, an empty field that is not quoted is nothing. */
    static List<List<@Nullable String>> lines(String csv) {
        List<List<@Nullable String>> lines = new ArrayList<>();
        List<@Nullable String> line = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            var field = new StringBuilder();
            boolean quoted = csv.charAt(at) == '"';
            at = quoted ? quoted(csv, at + 1, field) : plain(csv, at, field);
            line.add(quoted ? unmarked(field.toString()) : field.isEmpty() ? null : field.toString());
            if (csv.startsWith("\r\n", at)) {
                lines.add(line);
                line = new ArrayList<>();
                at += 2;
            } else if (csv.charAt(at) == ',') {
                at++;
            } else {
                throw new AssertionError("no end of a field at " + at);
            }
        }
        return lines;
    }

    private static int quoted(String csv, int from, StringBuilder field) {
        int at = from;
        while (csv.charAt(at) != '"' || csv.startsWith("\"\"", at)) {
            field.append(csv.charAt(at));
            at += csv.charAt(at) == '"' ? 2 : 1;
        }
        return at + 1;
    }

    private static int plain(String csv, int from, StringBuilder field) {
        int at = from;
        while (csv.charAt(at) != ',' && csv.charAt(at) != '\r') {
            field.append(csv.charAt(at++));
        }
        return at;
    }

    private static String unmarked(String text) {
        return text.startsWith("'") ? text.substring(1) : text;
    }
}
