package com.allvideomodels.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Keeps what a person typed into a form that was sent after their session had ended: into the new session, for after the sign-in.
 * Answered by the modules that own such forms.
 */
public interface Unfinished {

    /** The page to come back to, where this request sends a form of this module; what it held is then kept. */
    Optional<String> keep(HttpServletRequest request);
}
