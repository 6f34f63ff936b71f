package com.allvideomodels.account;

record ProfileForm(String name, String username) {

    ProfileForm {
        name = Typed.line(name);
        username = Typed.line(username);
    }
}
