package com.allvideomodels.mail;

/** Reads mail that came in. Answered by whoever makes something of it. */
public interface MailReader {

    /** Called outside of a transaction, possibly twice for the same mail; one that is no concern of theirs is left alone. */
    void read(ReceivedMail mail);
}
