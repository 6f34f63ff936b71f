package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;
import java.util.Map;

/**
 * What the frame around every page shows of the person signed in: name, theme, balance. Answered by the modules that own
 * the facts, once for each page, so each answer is one indexed query at most.
 */
public interface PageFacts {

    /** Facts by the name under which the layout reads them: {@code profileName}, {@code theme}, {@code balance}. */
    Map<String, Object> of(AccountId me);
}
