package com.allvideomodels.account;

/** Why somebody is kept out. */
record SuspensionForm(String reason) {

    SuspensionForm {
        reason = Typed.line(reason);
    }
}
