package com.allvideomodels.web;

/**
 * Addresses with a secret in them that a module has given out and keeps a row of: in letters, to providers. After an incident all of them
 * are made worthless at once (clause security.incident). One bean of each module that gives out such; those that only take somebody off a
 * list, which the law wants to go on working, are none.
 */
public interface SecretLinks {

    /**
     * Makes worthless what was given out before, in the caller's transaction, and lets the module's own processes go on without it. From the
     * commit on no node takes any of them. Repeating it changes nothing.
     *
     * @return how many there were
     */
    int endAll();
}
