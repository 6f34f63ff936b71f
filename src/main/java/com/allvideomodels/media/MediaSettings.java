package com.allvideomodels.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param ffmpeg the program to run instead of the bundled one
 * @param ffprobe likewise
 * @param lifecycleRules whether the store is told at start to delete by itself what we failed to
 * @param staleAfter an object that is still arriving after this, or that nobody took, was left by a crash
 */
@ConfigurationProperties("media")
record MediaSettings(
        @Nullable String ffmpeg,
        @Nullable String ffprobe,
        @DefaultValue("6h") Duration staleAfter,
        @DefaultValue("true") boolean lifecycleRules,
        @DefaultValue UploadLimits uploads,
        @DefaultValue ChildLimits child) {

    /**
     * What people may bring.
     *
     * @param largest size of a video
     * @param largestImage size of a picture
     * @param lifetime of an upload (clause retain.input); what is stored keeps the deadline it was given
     * @param most uploads of one account at a time
     * @param largestRequest all files of one form together
     */
    record UploadLimits(
            @DefaultValue("200MB") DataSize largest,
            @DefaultValue("30MB") DataSize largestImage,
            @DefaultValue("50000000") long maxPixels,
            @DefaultValue("12000") int maxSide,
            @DefaultValue("10m") Duration longest,
            @DefaultValue("30d") Duration lifetime,
            @DefaultValue("100") int most,
            @DefaultValue("2GB") DataSize largestRequest) {}

    /**
     * What a child process that parses media may use.
     *
     * @param atOnce children of this node that look into uploads
     * @param perPerson of these, for one person
     * @param forOutputs children of this node that look into outputs, whatever is being uploaded
     * @param queue how long something waits for a child
     * @param glance time to look at something or take a still of it
     * @param work time to convert a video
     * @param memory address space of one child
     */
    record ChildLimits(
            @DefaultValue("4") int atOnce,
            @DefaultValue("2") int perPerson,
            @DefaultValue("2") int forOutputs,
            @DefaultValue("30s") Duration queue,
            @DefaultValue("30s") Duration glance,
            @DefaultValue("10m") Duration work,
            @DefaultValue("2GB") DataSize memory) {}
}
