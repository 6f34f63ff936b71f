package com.allvideomodels.mail;

import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.EmailAddress;
import java.util.Locale;

/** Writes letters that must reach somebody whose account goes meanwhile. */
public interface LastLetters {

    /**
     * In the caller's transaction, to this address and no other, whatever becomes of the account. An erasure of the account is not over
     * before the letter was handed over or, a day later, given up; then {@link LetterUnsent} says so.
     *
     * @param about whose erasure waits; told as a letter to that person
     */
    void write(AccountId about, EmailAddress to, Locale language, Letter letter);
}
