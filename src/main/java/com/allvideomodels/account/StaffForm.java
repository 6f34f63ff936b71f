package com.allvideomodels.account;

/** Somebody and a role, as an administrator typed and chose them. */
record StaffForm(String name, String role) {

    StaffForm {
        name = Typed.line(name);
        role = Typed.line(role);
    }
}
