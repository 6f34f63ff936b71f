package com.allvideomodels.web;

import java.net.URI;
import java.util.regex.Pattern;

/** Where a form may send people back to: a path of ours and nothing else. */
final class LocalPath {

    // One slash first, and neither a second one nor a backslash, which browsers read as one; no colon games, no control
    // characters.
    private static final Pattern SAFE = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/_.~%!$&'()*+,;=:@?-]*");

    private LocalPath() {}

    /** The path if it is one, else the front page. */
    static URI of(String wanted) {
        if (!SAFE.matcher(wanted).matches() || wanted.contains("/../")) {
            return URI.create("/");
        }
        try {
            return URI.create(wanted);
        } catch (IllegalArgumentException e) {
            return URI.create("/");
        }
    }
}
