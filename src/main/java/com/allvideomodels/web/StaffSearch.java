package com.allvideomodels.web;

import com.allvideomodels.kernel.AccountId;
import java.util.List;

/** Finds what staff have the name of. Answered by the modules that own the things; a find about a person is in the audit trail. */
public interface StaffSearch {

    /**
     * @param words as typed, without spaces around; never empty
     * @param by who searches
     * @return whatever is called exactly that; a few at most
     */
    List<Hit> find(String words, AccountId by);

    /** The page its hits lead to, with any id: those who may not call it are not searched for. */
    String page();

    /**
     * @param kind key of a message
     * @param name of the thing, for whoever may see it
     */
    record Hit(String kind, String name, String link) {}
}
