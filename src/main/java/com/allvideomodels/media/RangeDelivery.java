package com.allvideomodels.media;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Streams out of the vault into an answer, one piece at a time. */
@Component
class RangeDelivery implements Delivery {

    private static final Logger log = LoggerFactory.getLogger(RangeDelivery.class);

    private static final int PIECE = 64 * 1024;

    private final MediaVault vault;

    /** What is said here of the bytes. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "cache-control",
            "etag",
            "accept-ranges",
            "content-range",
            "content-disposition",
            "content-length",
            "content-type");

    RangeDelivery(MediaVault vault) {
        this.vault = vault;
    }

    @Override
    public void send(
            Stored stored, @Nullable String downloadName, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        String tag = '"' + stored.sha256() + '"';
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("ETag", tag);
        response.setHeader("Accept-Ranges", "bytes");
        if (!matches(request.getHeader("If-Match"), tag, true)) {
            response.setStatus(HttpServletResponse.SC_PRECONDITION_FAILED);
        } else if (request.getHeader("If-None-Match") != null
                && matches(request.getHeader("If-None-Match"), tag, false)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
        } else {
            response.setContentType(stored.contentType());
            response.setHeader("Content-Disposition", Attachment.header(downloadName));
            send(stored, range(request, tag, stored.size()), request.getMethod(), response);
        }
    }

    private void send(Stored stored, RequestedRange range, String method, HttpServletResponse response)
            throws IOException {
        switch (range) {
            case RequestedRange.Whole whole -> send(stored, 0, stored.size(), 200, method, response);
            case RequestedRange.Part part -> {
                response.setHeader("Content-Range", part.contentRange());
                send(stored, part.first(), part.length(), 206, method, response);
            }
            case RequestedRange.Unsatisfiable none -> {
                response.setHeader("Content-Range", "bytes */" + stored.size());
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            }
        }
    }

    private void send(Stored stored, long offset, long length, int status, String method, HttpServletResponse response)
            throws IOException {
        if (method.equals("HEAD")) {
            response.setStatus(status);
            response.setContentLengthLong(length);
            return;
        }
        try (InputStream plain = vault.open(stored, offset, length)) {
            response.setStatus(status);
            response.setContentLengthLong(length);
            copy(plain, response.getOutputStream());
        } catch (MediaVault.Gone e) {
            fail(response, HttpServletResponse.SC_NOT_FOUND, e);
        } catch (IOException e) {
            log.warn("{} could not be delivered", stored.id(), e);
            fail(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, e);
        }
    }

    /** What has begun must not look whole: the connection breaks. */
    private static void fail(HttpServletResponse response, int status, IOException cause) throws IOException {
        if (response.isCommitted()) {
            throw cause;
        }
        var others = headersOfOthers(response);
        response.reset();
        others.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.sendError(status);
    }

    /** Above all what keeps a page safe: it counts for the page of the fault too. */
    private static Map<String, List<String>> headersOfOthers(HttpServletResponse response) {
        return response.getHeaderNames().stream()
                .filter(name -> !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT)))
                .distinct()
                .collect(Collectors.toMap(name -> name, name -> List.copyOf(response.getHeaders(name))));
    }

    /** Players hang up all the time, to seek or because the person left; that is no failure of ours. */
    private static void copy(InputStream plain, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (int now = plain.read(piece); now >= 0; now = plain.read(piece)) {
            try {
                out.write(piece, 0, now);
            } catch (IOException e) {
                log.debug("The client hung up", e);
                return;
            }
        }
    }

    /** A range is defined for GET alone, and counts only while If-Range still speaks of the same bytes. */
    private static RequestedRange range(HttpServletRequest request, String tag, long size) {
        String same = request.getHeader("If-Range");
        boolean counts = request.getMethod().equals("GET") && (same == null || same.equals(tag));
        return counts
                ? RequestedRange.of(Optional.ofNullable(request.getHeader("Range")), size)
                : new RequestedRange.Whole();
    }

    private static boolean matches(@Nullable String header, String tag, boolean strong) {
        return header == null
                || header.strip().equals("*")
                || Arrays.stream(header.split(","))
                        .map(String::strip)
                        .map(one -> strong || !one.startsWith("W/") ? one : one.substring(2))
                        .anyMatch(tag::equals);
    }
}
