package com.allvideomodels.account;

record EmailForm(String email) {

    EmailForm {
        email = Typed.line(email);
    }
}
