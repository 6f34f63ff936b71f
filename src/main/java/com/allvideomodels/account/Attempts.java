package com.allvideomodels.account;

import com.allvideomodels.kernel.EmailAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.validation.Errors;

/** Limits of forms that strangers may send, shared by all nodes. Call them outside of a transaction. */
public interface Attempts {

    /**
     * Counts one by the network it comes from. Where it is one too many, the answer gets status 429 and says when the next is
     * welcome, and the form the same in words.
     *
     * @param form its name, which counts apart from others
     */
    boolean isWelcome(String form, HttpServletRequest request, Errors errors, HttpServletResponse response);

    /** Counts one letter that a form has written to an address: four, and one more each quarter of an hour. Tell nobody the answer. */
    boolean mayWrite(String form, EmailAddress to);
}
