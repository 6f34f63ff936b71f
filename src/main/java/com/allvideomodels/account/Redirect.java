package com.allvideomodels.account;

/** A path to go on to as a view name. */
final class Redirect {

    private Redirect() {}

    /** Braces in the path are the person's own and not a template of ours. */
    static String to(String path) {
        return path.replace("{", "%7B").replace("}", "%7D");
    }
}
