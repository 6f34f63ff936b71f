package com.allvideomodels.account;

import org.jspecify.annotations.Nullable;

/**
 * That an account is a minor's.
 *
 * @param guardian an address, if one is known
 */
record MinorForm(Minors.@Nullable Age age, String guardian, String reason) {

    MinorForm {
        guardian = Typed.line(guardian);
        reason = Typed.line(reason);
    }
}
