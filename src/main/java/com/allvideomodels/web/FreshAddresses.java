package com.allvideomodels.web;

import java.util.List;

/**
 * Addresses of a person's own that may be called only by who has shown within the last minutes who they are: for what would tell a
 * stranger at an unwatched screen too much. Whoever has not is asked to, and led back.
 */
public interface FreshAddresses {

    /** Patterns of Spring's {@code PathPattern}; none of staff. */
    List<String> fresh();
}
