package com.allvideomodels.account;

/** @param password the current one */
record AddressForm(String email, String password) {

    AddressForm {
        email = Typed.line(email);
        password = Typed.text(password);
    }
}
