package com.allvideomodels.credits;

import com.allvideomodels.kernel.Credits;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What was booked because of certain things, for staff who look into one of them. Any transaction or none. */
public interface Bookings {

    /**
     * The oldest first. What was never booked, or longer ago than books are kept, is left out.
     *
     * @param causes a page of them at most
     */
    List<Booking> of(Collection<Cause> causes);

    /**
     * What the house gave because of certain things, less what it took back: the sum of the entries themselves.
     *
     * @param causes some pages of them at most
     * @return by cause; those that nothing was booked for, or longer ago than books are kept, are missing
     */
    Map<Cause, Long> issued(Collection<Cause> causes);

    /**
     * @param kind {@code grant} or {@code clawback}
     * @param at in UTC
     */
    record Booking(String kind, Credits amount, OffsetDateTime at) {}
}
