package com.allvideomodels.media;

import java.time.Duration;

/** How long something is still there, as people say it: a message and its number. */
record TimeLeft(String key, long amount) {

    static TimeLeft of(Duration left) {
        if (left.toDays() >= 2) {
            // "30 days" a minute after an upload, and not "29"
            return new TimeLeft("upload.left.days", left.plusHours(12).toDays());
        }
        if (left.toDays() >= 1) {
            return new TimeLeft("upload.left.days", left.toDays());
        }
        return left.toHours() >= 1
                ? new TimeLeft("upload.left.hours", left.toHours())
                : new TimeLeft("upload.left.minutes", Math.max(1, left.toMinutes()));
    }
}
