package com.allvideomodels.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Range header asks of so many bytes (RFC 9110, section 14). What is no single range of bytes is ignored, as the RFC
 * allows: the whole is a right answer to it.
 */
sealed interface RequestedRange {

    Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    record Whole() implements RequestedRange {}

    /** @param last included */
    record Part(long first, long last, long size) implements RequestedRange {
        long length() {
            return last - first + 1;
        }

        String contentRange() {
            return "bytes " + first + "-" + last + "/" + size;
        }
    }

    record Unsatisfiable() implements RequestedRange {}

    static RequestedRange of(Optional<String> header, long size) {
        Matcher asked = SINGLE.matcher(header.orElse(""));
        if (!asked.matches()) {
            return new Whole();
        }
        String first = asked.group(1);
        String last = asked.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : end(Long.parseLong(last), size);
        }
        return part(Long.parseLong(first), last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last), size);
    }

    private static RequestedRange end(long length, long size) {
        return length == 0 || size == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - length), size - 1, size);
    }

    private static RequestedRange part(long first, long last, long size) {
        if (last < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1), size);
    }
}
