package com.allvideomodels.web;

import java.util.List;
import java.util.Locale;

/** The languages the product speaks, completely. The first is the one for everyone else. */
public final class Languages {

    public static final List<Locale> ALL = List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE);

    /** The cookie that carries the choice; the value is a BCP 47 tag. */
    public static final String COOKIE = "language";

    private Languages() {}

    /** The language of ours nearest to {@code tag}; English where none is near. */
    public static Locale nearest(String tag) {
        Locale wanted = Locale.forLanguageTag(tag);
        return ALL.stream()
                .filter(one -> one.getLanguage().equals(wanted.getLanguage()))
                .findFirst()
                .orElse(ALL.getFirst());
    }
}
