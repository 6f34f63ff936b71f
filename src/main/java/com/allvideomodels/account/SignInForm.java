package com.allvideomodels.account;

/** @param name an address or a user name */
record SignInForm(String name, String password) {

    SignInForm {
        name = Typed.line(name);
        password = Typed.text(password);
    }
}
