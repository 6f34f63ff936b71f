package com.allvideomodels.retention;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param batch how many things end in one transaction */
@ConfigurationProperties("retention")
record RetentionSettings(
        @DefaultValue("500") int batch,
        @DefaultValue Clock clock,
        @DefaultValue Bound bound) {

    /**
     * @param witness whether the clock of the database is asked too; off where the clock is moved on purpose
     * @param tolerance by which the two may differ
     * @param trust how far the mark may lie ahead of both before they outvote it
     */
    record Clock(
            @DefaultValue("true") boolean witness,
            @DefaultValue("2m") Duration tolerance,
            @DefaultValue("1d") Duration trust) {}

    /**
     * How much of a class may end on one day without anybody being asked: {@code floor}, or {@code factor} times the daily mean of the
     * last fourteen days if that is more.
     *
     * @param release how long a release by two people holds
     */
    record Bound(
            @DefaultValue("10000") long floor,
            @DefaultValue("10") int factor,
            @DefaultValue("1d") Duration release) {}
}
