package com.allvideomodels.account;

/** All that somebody of 13 to 17 is asked. */
record ParentForm(String email) {

    ParentForm {
        email = Typed.line(email);
    }
}
