package com.allvideomodels.generation;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How patient the main job is.
 *
 * @param lease how long a step may be silent before another node takes over; renewed while its node lives
 * @param queueAtMost how long a provider may be too busy to take something
 * @param renderAtMost from accepted to made
 * @param flexAtMost the same for what was asked for at half price
 * @param collectAtMost from made to stored
 * @param reconcileAfter when to ask after a lost answer, each counted from the last; after the final one it is lost
 * @param copyRetries when to ask again for the deletion of the provider's copy
 * @param unreadableAtMost how often a video may arrive whole and yet unplayable
 * @param linkLife of the addresses under which a provider fetches inputs
 * @param doorbell whether providers are told where to ring
 * @param letterAfter a video that took less is not announced by letter
 * @param archiveAtMost videos in one archive
 */
@ConfigurationProperties("generation")
record GenerationSettings(
        @DefaultValue Workers workers,
        @DefaultValue Live live,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("2h") Duration queueAtMost,
        @DefaultValue("45m") Duration renderAtMost,
        @DefaultValue("26h") Duration flexAtMost,
        @DefaultValue("6h") Duration collectAtMost,
        @DefaultValue({"15s", "45s", "2m", "5m"}) List<Duration> reconcileAfter,

        @DefaultValue({"10s", "1m", "10m", "1h", "6h", "1d"})
        List<Duration> copyRetries,

        @DefaultValue("3") int unreadableAtMost,
        @DefaultValue("2GB") DataSize largestOutput,
        @DefaultValue("3h") Duration linkLife,
        @DefaultValue("true") boolean doorbell,
        @DefaultValue("1m") Duration letterAfter,
        @DefaultValue("100") int archiveAtMost) {

    /** From accepted until we stop waiting. */
    Duration patience(boolean flex) {
        return flex ? flexAtMost : renderAtMost;
    }

    /** From the lost answer until it is settled, at the latest. */
    Duration uncertainAtMost() {
        return reconcileAfter.stream().reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * @param autoStartup whether this node works at all, or only shows pages
     * @param tick how often to look for what is due when nobody rings
     * @param hands steps at once of each station
     * @param farewell how long a stopping node lets its steps finish; longer than a create may take, whose answer would be lost
     */
    record Workers(
            @DefaultValue("true") boolean autoStartup,
            @DefaultValue("1s") Duration tick,
            @DefaultValue("32") int hands,
            @DefaultValue("3m") Duration farewell) {}

    /**
     * @param life of one stream of progress; the browser opens the next by itself
     * @param heartbeat how often a silent stream shows that it lives
     * @param streamsEach open streams of one person on one node
     */
    record Live(
            @DefaultValue("true") boolean autoStartup,
            @DefaultValue("5m") Duration life,
            @DefaultValue("15s") Duration heartbeat,
            @DefaultValue("12") int streamsEach) {}
}
