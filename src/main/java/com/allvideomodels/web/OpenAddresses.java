package com.allvideomodels.web;

import java.util.List;

/**
 * Addresses that need no one to be signed in, named by the modules that own them. Everything else needs a sign-in. Patterns are
 * those of Spring's {@code PathPattern}.
 */
public interface OpenAddresses {

    List<String> open();

    /** Among them those that other machines call with POST, which therefore carry no CSRF token and must prove themselves otherwise. */
    default List<String> forMachines() {
        return List.of();
    }
}
