package com.allvideomodels.mail;

import com.allvideomodels.kernel.EmailAddress;
import java.util.List;

/**
 * A mail somebody sent us, as far as it is read: as text, cut to what a person may write, without what was attached (see {@link
 * ReceivedFiles}).
 *
 * @param id under which the carrier keeps it
 * @param from whom it claims to come from, which proves nothing
 * @param to addresses of ours
 * @param automatic whether a machine says it answered by itself: such a mail is never answered
 * @param attachments how many there were
 */
public record ReceivedMail(
        String id,
        EmailAddress from,
        List<EmailAddress> to,
        String subject,
        String text,
        boolean automatic,
        int attachments) {

    /** The longest text that is kept of a mail. */
    public static final int LONGEST = 20_000;

    public ReceivedMail {
        to = List.copyOf(to);
    }
}
