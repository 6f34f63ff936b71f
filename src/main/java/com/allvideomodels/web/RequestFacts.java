package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the frame around every page shows anyone, signed in or not. Answered by the modules that own the facts, once for each whole page,
 * so each answer is one indexed query at most; a page that says that something is broken asks nobody.
 */
public interface RequestFacts {

    /** @param me {@code null} for a stranger */
    Map<String, Object> of(HttpServletRequest request, @Nullable AccountId me);
}
