package com.allvideomodels.privacy;

import java.time.LocalDate;

/** The published texts and their versions. */
public interface Policies {

    /** The version of policy and terms in force; people agree to this one when they sign up. */
    Version current();

    /** @param id as recorded with a consent: {@code 2025-10-10} */
    record Version(String id, LocalDate effective) {}
}
