package com.allvideomodels.web;

import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What came of a form, said once on the page that is shown next. */
public final class Answer {

    private Answer() {}

    /**
     * @param next the page to which the reader is sent on
     * @param notice key of the message where it was done
     * @param problem key of the message where it was not
     */
    public static void say(RedirectAttributes next, boolean done, String notice, String problem) {
        next.addFlashAttribute(done ? "notice" : "problem", done ? notice : problem);
    }
}
