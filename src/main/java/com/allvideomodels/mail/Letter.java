package com.allvideomodels.mail;

import java.util.Map;

/**
 * What to write: a template and what it says.
 *
 * @param template the name of a pair of templates {@code mail/NAME.html} and {@code mail/NAME.txt}; its subject is the
 *     message {@code mail.NAME.subject}
 * @param values by name; kept until the letter is sent and not longer, since they may hold a link with a secret
 */
public record Letter(String template, Map<String, String> values) {

    public Letter {
        values = Map.copyOf(values);
    }
}
