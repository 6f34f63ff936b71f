package com.allvideomodels.privacy;

/** By what means somebody answered, for the person themselves and to show that it was they (clauses right.withdraw, training.disclosure). */
public enum Means {
    SIGN_UP,
    /** The question on top of a page. */
    BANNER,
    /** {@code /privacy/choices}. */
    CHOICES_PAGE,
    /** What this browser had been told by whoever signed in with it then. */
    BROWSER,
    /** Global Privacy Control, sent by the browser. */
    GPC,
    /** Do Not Track, sent by the browser. */
    DNT,
    /** Where videos are ordered. */
    COMPOSER,
    /** {@code /privacy/consents}. */
    CONSENTS_PAGE,
    /** The page that asks for agreement to a new version of the policy. */
    ACCEPTANCE_PAGE,
    /** The link or the button of a mail program in a letter with news. */
    UNSUBSCRIBE_LINK,
    /** A parent, by a link in a letter to them. */
    PARENT,
    /** The database was restored from a backup, and a withdrawal of after that was repeated. */
    RESTORE
}
