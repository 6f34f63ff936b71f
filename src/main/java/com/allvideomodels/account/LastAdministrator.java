package com.allvideomodels.account;

/** An account that cannot end yet: nobody would be left who gives roles. Whatever was begun with it is not done. */
public class LastAdministrator extends RuntimeException {

    LastAdministrator() {
        super("the last administrator cannot leave");
    }
}
