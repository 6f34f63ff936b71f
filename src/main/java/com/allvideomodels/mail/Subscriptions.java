package com.allvideomodels.mail;

import com.allvideomodels.kernel.AccountId;

/** Knows what somebody may be sent. Answered by whoever keeps what people allow, and asked at the moment a letter leaves. */
public interface Subscriptions {

    /** A letter that is not allowed any more when it would leave is dropped. */
    boolean allows(AccountId account, LetterKind kind);

    /**
     * An absolute address of the product that ends letters of {@link LetterKind#MARKETING}, the same in every letter. A POST to it does so
     * at once and asks nothing (RFC 8058); a GET shows a button.
     */
    String unsubscribe(AccountId account);
}
