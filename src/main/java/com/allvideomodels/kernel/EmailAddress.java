package com.allvideomodels.kernel;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the form in which the product compares addresses: stripped, lower case, at most 254 characters
 * (RFC 5321). Whether anyone reads it is shown by a confirmation alone.
 */
public record EmailAddress(String value) implements Serializable {

    private static final int LONGEST = 254;
    private static final String LOCAL_PART = "[^\\s@\"(),:;<>\\[\\]\\\\\\p{Cntrl}]{1,64}";
    private static final String LABEL = "[\\p{L}\\p{N}]([\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?";
    private static final Pattern SHAPE = Pattern.compile(LOCAL_PART + "@(" + LABEL + "\\.)+" + LABEL);

    /** @throws IllegalArgumentException if this cannot be an address; see {@link #parse} for input of people */
    public EmailAddress {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (!fits(value)) {
            throw new IllegalArgumentException("not an e-mail address");
        }
    }

    /** The address a person typed, or nothing where it cannot be one. */
    public static Optional<EmailAddress> parse(String typed) {
        return fits(typed.strip().toLowerCase(Locale.ROOT)) ? Optional.of(new EmailAddress(typed)) : Optional.empty();
    }

    private static boolean fits(String value) {
        return value.length() <= LONGEST && SHAPE.matcher(value).matches();
    }

    /** Hidden on purpose: addresses never reach a log. Use {@link #value()} where one is meant. */
    @Override
    public String toString() {
        return "EmailAddress[hidden]";
    }
}
