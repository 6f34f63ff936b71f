package com.allvideomodels.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One line of a table as RFC 4180 has it, in UTF-8, safe to open with a program that calculates.
 *
 * <p>A text that such a program could take for a formula gets an apostrophe before its first character, and so does one that begins with an
 * apostrophe itself: taking one leading apostrophe away gives what was there. Numbers, instants and truth values are written as they
 * are. Nothing at all is an empty field, an empty text is two quotes. JSON has no such prefix.
 */
public final class Csv {

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** The wide forms too: some programs take them for the narrow ones. */
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n'＝＋－＠";

    private Csv() {}

    /** What stands before the first line, by which spreadsheets know that it is UTF-8. */
    public static byte[] mark() {
        return MARK.clone();
    }

    /** With its end. */
    public static byte[] line(List<? extends @Nullable Object> values) {
        return values.stream()
                .map(Csv::field)
                .collect(Collectors.joining(",", "", "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String field(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> quoted(isRisky(text) ? "'" + text : text);
            default -> value.toString();
        };
    }

    private static boolean isRisky(String text) {
        return !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
