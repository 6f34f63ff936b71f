package com.allvideomodels.audit;

import com.allvideomodels.kernel.AccountId;

/** Who did it. */
public sealed interface Actor {

    /** A member of staff, in that role. */
    record Staff(AccountId account) implements Actor {}

    /** A person, with their own account. */
    record Person(AccountId account) implements Actor {}

    /** A part of the product itself, by the name it has in the timetable. */
    record Job(String name) implements Actor {}
}
