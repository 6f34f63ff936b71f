package com.allvideomodels.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Lines of text with a signature as their last line. This is the form of everything in the record bucket: it can be read with any
 * tool and checked with the public key alone.
 */
public final class SignedText {

    private static final String MARK = "signature ";

    private SignedText() {}

    /** @param lines each ended by a line feed */
    public static byte[] sign(String lines, Signer signer) throws IOException {
        if (!lines.endsWith("\n")) {
            throw new IllegalArgumentException("the last line has no end");
        }
        String signature = Base64.getEncoder().encodeToString(signer.sign(lines.getBytes(StandardCharsets.UTF_8)));
        return (lines + MARK + signature + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The lines without the signature.
     *
     * @throws Forged if the signature is not ours over exactly these lines
     */
    public static String verified(byte[] signed, Signer signer) throws IOException, Forged {
        String text = new String(signed, StandardCharsets.UTF_8);
        int mark = text.lastIndexOf("\n" + MARK);
        if (mark < 0 || !text.endsWith("\n")) {
            throw new Forged("there is no signature");
        }
        String lines = text.substring(0, mark + 1);
        String signature = text.substring(mark + 1 + MARK.length(), text.length() - 1);
        try {
            if (signer.verify(
                    lines.getBytes(StandardCharsets.UTF_8), Base64.getDecoder().decode(signature))) {
                return lines;
            }
        } catch (IllegalArgumentException e) {
            // Not even base64.
        }
        throw new Forged("the signature is not ours");
    }

    /** Somebody else wrote or changed it. */
    public static final class Forged extends Exception {

        private static final long serialVersionUID = 1L;

        public Forged(String message) {
            super(message);
        }
    }
}
