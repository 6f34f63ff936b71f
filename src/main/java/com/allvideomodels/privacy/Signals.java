package com.allvideomodels.privacy;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;

/**
 * What a browser says by itself about its person. A signal counts if one of its headers is exactly {@code 1}; any other value is as none
 * (Global Privacy Control, section 3.2; Tracking Preference Expression, section 5).
 *
 * @param gpc Global Privacy Control
 * @param dnt Do Not Track
 */
record Signals(boolean gpc, boolean dnt) {

    static Signals of(HttpServletRequest request) {
        return new Signals(says(request, "Sec-GPC"), says(request, "DNT"));
    }

    private static boolean says(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).contains("1");
    }

    /** The signal that refuses; of two the one with more weight in law. */
    Optional<Means> means() {
        return gpc ? Optional.of(Means.GPC) : dnt ? Optional.of(Means.DNT) : Optional.empty();
    }

    /** Whether either of them refuses what is optional. */
    public boolean refuse() {
        return gpc || dnt;
    }
}
