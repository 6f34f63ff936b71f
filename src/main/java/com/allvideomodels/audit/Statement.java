package com.allvideomodels.audit;

import com.allvideomodels.storage.SignedText;
import com.allvideomodels.storage.Signer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What the trail says of itself outside the database, signed.
 *
 * @param number of a row of the chain
 * @param hash of that row
 * @param next what the kind makes of it: for a checkpoint how many rows there were, otherwise the number of the row that follows
 */
record Statement(Kind kind, long number, byte[] hash, long next, Instant at) {

    /** Each lies under keys of its own, which sort by number. */
    enum Kind {
        /** The row of this number had this hash. */
        CHECKPOINT("audit/checkpoint/"),
        /** A restored database ended at this row; what follows it has the number {@code next}, and what was between is lost. */
        LOSS("audit/loss/"),
        /** Everything up to this row was old enough to go. */
        FLOOR("audit/floor/");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }
    }

    String key() {
        // A restore may lose what follows the same row more than once.
        String name = "%019d".formatted(number);
        return kind.prefix() + (kind == Kind.LOSS ? name + "-%019d".formatted(next) : name);
    }

    byte[] signed(Signer signer) throws IOException {
        return SignedText.sign(
                "allvideomodels audit " + kind.name() + " 1\nnumber " + number + "\nhash "
                        + HexFormat.of().formatHex(hash) + "\nnext " + next + "\nat " + at + "\n",
                signer);
    }

    static Statement read(Kind kind, byte[] signed, Signer signer) throws IOException, SignedText.Forged {
        String text = SignedText.verified(signed, signer);
        if (!text.startsWith("allvideomodels audit " + kind.name() + " 1\n")) {
            throw new SignedText.Forged("it is something else");
        }
        Map<String, String> fields = new HashMap<>();
        text.lines()
                .skip(1)
                .map(line -> line.split(" ", 2))
                .forEach(line -> fields.put(line[0], line[line.length - 1]));
        try {
            return new Statement(
                    kind,
                    Long.parseLong(fields.getOrDefault("number", "")),
                    HexFormat.of().parseHex(fields.getOrDefault("hash", "")),
                    Long.parseLong(fields.getOrDefault("next", "")),
                    Instant.parse(fields.getOrDefault("at", "")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new SignedText.Forged("it cannot be read");
        }
    }
}
