package com.allvideomodels.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a multipart form that is in memory already. */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:.*[ ;]name=\"([^\"]*)\"");
    private static final Pattern FILE = Pattern.compile("(?i)filename=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?i)content-type: *([^\\r\\n;]+)");

    record Part(String name, Optional<String> fileName, String contentType, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private Multipart() {}

    /** The parts in their order; none if it is no form. */
    static List<Part> of(Exchange exchange) {
        String type = exchange.header("Content-Type").orElse("");
        Matcher boundary = BOUNDARY.matcher(type);
        if (!type.startsWith("multipart/form-data") || !boundary.find()) {
            return List.of();
        }
        // Each byte is one character in this alphabet, so positions in the text are positions in the body.
        String body = new String(exchange.body(), StandardCharsets.ISO_8859_1);
        String mark = "--" + boundary.group(1);
        List<Part> parts = new ArrayList<>();
        int at = body.indexOf(mark);
        while (at >= 0) {
            int next = body.indexOf("\r\n" + mark, at + mark.length());
            int head = body.indexOf("\r\n\r\n", at);
            if (next < 0 || head < 0 || head > next) {
                break;
            }
            parts.add(part(
                    body.substring(at, head), body.substring(head + 4, next).getBytes(StandardCharsets.ISO_8859_1)));
            at = next + 2;
        }
        return parts;
    }

    private static Part part(String head, byte[] bytes) {
        Matcher name = NAME.matcher(head);
        Matcher file = FILE.matcher(head);
        Matcher type = TYPE.matcher(head);
        return new Part(
                name.find() ? name.group(1) : "",
                file.find() ? Optional.of(file.group(1)) : Optional.empty(),
                type.find() ? type.group(1).strip() : "text/plain",
                bytes);
    }
}
