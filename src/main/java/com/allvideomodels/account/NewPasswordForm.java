package com.allvideomodels.account;

/** @param token from the link of the letter */
record NewPasswordForm(String token, String password) {

    NewPasswordForm {
        token = Typed.text(token);
        password = Typed.text(password);
    }
}
