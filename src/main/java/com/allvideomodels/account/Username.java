package com.allvideomodels.account;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A handle: public, unique whatever the case, never an e-mail address. */
record Username(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{2,29}");
    private static final Set<String> RESERVED = Set.of(
            "admin",
            "administrator",
            "allvideomodels",
            "api",
            "help",
            "mail",
            "me",
            "moderator",
            "official",
            "postmaster",
            "privacy",
            "root",
            "security",
            "staff",
            "support",
            "system",
            "webmaster");

    Username {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a user name");
        }
    }

    /** What a person typed, or nothing where it cannot be one. */
    static Optional<Username> parse(String typed) {
        String stripped = typed.strip();
        return SHAPE.matcher(stripped).matches() ? Optional.of(new Username(stripped)) : Optional.empty();
    }

    boolean reserved() {
        return RESERVED.contains(value.toLowerCase(Locale.ROOT));
    }

    /** A first proposal from a name or the front of an address; the person may change it. */
    static String proposedFrom(String words) {
        String plain = words.replaceAll("[^A-Za-z0-9_-]", "").replaceAll("^[_-]+", "");
        return plain.length() > 30 ? plain.substring(0, 30) : plain;
    }
}
