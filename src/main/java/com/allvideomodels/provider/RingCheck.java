package com.allvideomodels.provider;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells whether a call to a callback address was made by the provider; for those that sign. */
public interface RingCheck {

    ProviderApi api();

    /**
     * @param headers their values by name, {@code null} where absent
     * @param body the bytes as they came
     */
    Verdict check(Function<String, @Nullable String> headers, byte[] body);

    /** Whether it was. */
    enum Verdict {
        GENUINE,
        FORGED,
        /** The means to tell are out of reach; the provider should ring again. */
        UNDECIDED
    }
}
