package com.allvideomodels.retention;

/**
 * What a module makes worthless in a database that was restored, because it was good at the time of the backup and nobody knows whether
 * it still is: open sessions, links in letters. Called once for each restore, inside a transaction, before anyone is served.
 */
public interface AfterRestore {

    /** Repeating it changes nothing. */
    void restored();
}
