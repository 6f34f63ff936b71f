package com.allvideomodels.account;

/** @param current the password until now */
record PasswordForm(String current, String password) {

    PasswordForm {
        current = Typed.text(current);
        password = Typed.text(password);
    }
}
