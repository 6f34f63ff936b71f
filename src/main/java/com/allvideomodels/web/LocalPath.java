package com.allvideomodels.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a person comes back to after a form: only ever an address of ours, however the form was tampered with. */
public final class LocalPath {

    // A slash, and then neither a second one nor a backslash: browsers read both as the start of another host.
    private static final Pattern OURS =
            Pattern.compile("/(?![/\\\\])(?:[A-Za-z0-9/_.~!$&'()*+,;=:@?-]++|%[0-9A-Fa-f]{2})*+");
    private static final int LONGEST = 2_000;

    private LocalPath() {}

    /** The path a form asked for, or {@code otherwise} where it asked for none or for one that leads away. */
    public static String of(@Nullable String asked, String otherwise) {
        return asked != null && asked.length() <= LONGEST && OURS.matcher(asked).matches() ? asked : otherwise;
    }
}
