package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;
import java.util.Locale;
import java.util.Map;

/**
 * A part of the privacy centre: what a module tells a person about themselves, or lets them do, on {@code /privacy/centre}. Answered by
 * the modules that own it, once for each look at the page, so each answer is a few indexed queries at most.
 */
public interface CentreSection {

    /** By which the part is linked to: {@code /privacy/centre#ID}. In kebab case and unique. */
    String id();

    /** Key of the message that heads it. */
    String title();

    /** In the page, ascending. Taken: 10 copies of everything, 20 what is held, 30 transfers, 40 requests, 50 choices,
     * 80 the end of the account, 90 where to look further. */
    int place();

    /**
     * A template whose fragment {@code section(facts)} is put below the heading. It stands in a {@code <section>} of the page, so its own
     * headings begin with {@code h3}.
     */
    String template();

    /** What the fragment needs to know of this person. */
    Map<String, Object> about(AccountId me, Locale language);
}
