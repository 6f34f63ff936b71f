package com.allvideomodels.credits;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a person set.
 *
 * @param dayCap {@code null} for none; 0 for nothing that costs
 * @param monthCap as {@code dayCap}
 * @param lowBelow {@code null} for what the product thinks, 0 for no notice
 * @param stoppedAt since when nothing at all may be spent, {@code null} where that is not so
 */
record SpendingLimits(
        @Nullable Long dayCap,
        @Nullable Long monthCap,
        @Nullable Long lowBelow,
        @Nullable OffsetDateTime stoppedAt) {

    static final SpendingLimits NONE = new SpendingLimits(null, null, null, null);

    Optional<Long> cap(SpendingPeriod period) {
        return Optional.ofNullable(
                switch (period) {
                    case DAY -> dayCap;
                    case MONTH -> monthCap;
                });
    }

    boolean isStopped() {
        return stoppedAt != null;
    }
}
