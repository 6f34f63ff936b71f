package com.allvideomodels.request;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of files that are taken with a request, told by what is in them and never by what they are called. */
enum AttachmentKind {
    PDF("application/pdf", "pdf"),
    JPEG("image/jpeg", "jpg"),
    PNG("image/png", "png"),
    TEXT("text/plain;charset=UTF-8", "txt");

    private final String contentType;
    private final String ending;

    AttachmentKind(String contentType, String ending) {
        this.contentType = contentType;
        this.ending = ending;
    }

    String contentType() {
        return contentType;
    }

    /** Of a file of this content type, without its dot. */
    static String endingOf(String contentType) {
        return Arrays.stream(values())
                .filter(kind -> kind.contentType.equals(contentType))
                .findFirst()
                .map(kind -> kind.ending)
                .orElse("bin");
    }

    static Optional<AttachmentKind> of(byte[] bytes) {
        if (begins(bytes, '%', 'P', 'D', 'F', '-')) {
            return Optional.of(PDF);
        }
        if (begins(bytes, 0xff, 0xd8, 0xff)) {
            return Optional.of(JPEG);
        }
        if (begins(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of(PNG);
        }
        return bytes.length > 0 && isText(bytes) ? Optional.of(TEXT) : Optional.empty();
    }

    private static boolean begins(byte[] bytes, int... first) {
        for (int i = 0; i < first.length; i++) {
            if (bytes.length <= i || (bytes[i] & 0xff) != first[i]) {
                return false;
            }
        }
        return true;
    }

    /** UTF-8 all through, without control characters but those of lines and columns. */
    private static boolean isText(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .chars()
                    .noneMatch(sign -> sign < 0x20 && sign != '\n' && sign != '\r' && sign != '\t' || sign == 0x7f);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
