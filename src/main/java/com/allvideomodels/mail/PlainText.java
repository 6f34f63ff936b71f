package com.allvideomodels.mail;

import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The words of a mail that came in HTML alone. What is left is text, to be escaped like any other. */
final class PlainText {

    private static final Pattern HIDDEN =
            Pattern.compile("(?is)<(script|style|head)\\b.*?(</\\1\\s*>|\\z)|<!--.*?(-->|\\z)");
    private static final Pattern BREAK = Pattern.compile("(?i)<(br|/p|/div|/li|/tr|/h[1-6])\\b[^>]*>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>?");
    private static final Pattern SPACES = Pattern.compile("[ \\t\\x0B\\f\\u00A0]+");
    private static final Pattern LINES = Pattern.compile("\\s*\\n\\s*\\n\\s*");

    private PlainText() {}

    static String of(String html) {
        String visible = HIDDEN.matcher(html).replaceAll(" ");
        String lines = BREAK.matcher(visible.replaceAll("\\s+", " ")).replaceAll("\n");
        String words = HtmlUtils.htmlUnescape(TAG.matcher(lines).replaceAll(" "));
        return LINES.matcher(SPACES.matcher(words).replaceAll(" "))
                .replaceAll("\n\n")
                .strip();
    }
}
