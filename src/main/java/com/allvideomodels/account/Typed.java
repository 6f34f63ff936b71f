package com.allvideomodels.account;

import org.jspecify.annotations.Nullable;

/** Fields of forms as people leave them: a field that did not come at all is an empty one. */
final class Typed {

    private Typed() {}

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    /** Without spaces around, without control characters. */
    static String line(@Nullable String typed) {
        return text(typed).replaceAll("\\p{Cntrl}", " ").strip();
    }
}
