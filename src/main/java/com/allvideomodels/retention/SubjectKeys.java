package com.allvideomodels.retention;

import com.allvideomodels.kernel.AccountId;
import java.io.IOException;

/** The keys without which nothing that a person ever stored can be read. Answered by whoever stores it. */
public interface SubjectKeys {

    /**
     * Destroys the key of this person, in the store of keys and in what nodes remember. Outside any transaction; destroying it twice
     * changes nothing.
     *
     * @throws IOException if the store of keys did not confirm it
     */
    void destroy(AccountId owner) throws IOException;
}
