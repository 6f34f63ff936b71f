package com.allvideomodels.mail;

import java.io.IOException;

/** Reads mail that came in. Answered by whoever makes something of it. */
public interface MailReader {

    /**
     * Called outside of a transaction, possibly several times for the same mail; one that is no concern of theirs is left alone.
     *
     * @throws IOException where something that was attached could not be fetched yet: it is called again later
     */
    void read(ReceivedMail mail) throws IOException;
}
