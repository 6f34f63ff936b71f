package com.allvideomodels.media;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Names of downloads (RFC 6266): plain for old clients, whole for all others. */
final class Attachment {

    private static final String UNRESERVED = "!#$&+-.^_`|~";

    private Attachment() {}

    /** @param name {@code null} shows it in place */
    static String header(@Nullable String name) {
        return name == null
                ? "inline"
                : "attachment; filename=\"" + plain(name) + "\"; filename*=UTF-8''" + encoded(name);
    }

    private static String plain(String name) {
        var plain = new StringBuilder();
        name.codePoints()
                .forEach(c -> plain.append(c < 0x20 || c > 0x7e || c == '"' || c == '\\' || c == '%' ? '_' : (char) c));
        return plain.toString();
    }

    private static String encoded(String name) {
        var encoded = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            int c = one & 0xff;
            boolean asIs =
                    c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || UNRESERVED.indexOf(c) >= 0;
            encoded.append(asIs ? String.valueOf((char) c) : "%%%02X".formatted(c));
        }
        return encoded.toString();
    }
}
