package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds what staff have the name of. Answered by the modules that own the things; a find about a person is in the audit trail. */
public interface StaffSearch {

    Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /**
     * @param words as typed, without spaces around; never empty
     * @param by who searches
     * @return whatever is called exactly that; a few at most
     */
    List<Hit> find(String words, AccountId by);

    /** The id that these words are, written out whole; nothing where they are none. */
    static Optional<UUID> id(String words) {
        return ID.matcher(words).matches() ? Optional.of(UUID.fromString(words)) : Optional.empty();
    }

    /** The page its hits lead to, with any id: those who may not call it are not searched for. */
    String page();

    /**
     * @param kind key of a message
     * @param name of the thing, for whoever may see it
     */
    record Hit(String kind, String name, String link) {}
}
