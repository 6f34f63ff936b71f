package com.allvideomodels.sandbox;

import java.time.Duration;
import java.util.Map;

/** How one request to a sandbox goes wrong. */
public sealed interface Fault {

    /** This answer in place of the right one; nothing else happens. */
    record Answers(int status, Map<String, String> headers, String body) implements Fault {}

    /** Status 200 and something that is no JSON; nothing else happens. */
    record Garbage() implements Fault {}

    /** Status 200 and no body; nothing else happens. */
    record Nothing() implements Fault {}

    /** No answer for so long, then a closed connection; nothing else happens. */
    record Hangs(Duration length) implements Fault {}

    /** The connection is closed before anything was done. */
    record Drops() implements Fault {}

    /** Everything is done, a task is created, and the connection is closed in place of the answer. */
    record LosesAnswer() implements Fault {}

    /** The right answer, so much later. */
    record Delays(Duration length) implements Fault {}

    /** Everything is done at once, a task is created, and the right answer comes so much later. */
    record AnswersLate(Duration length) implements Fault {}

    /** Half of a download, then nothing for so long, then a closed connection. */
    record StallsHalfway(Duration length) implements Fault {}

    /** A download ends in the middle, although the length was announced. */
    record HalfAFile() implements Fault {}

    /** A download answers as a lapsed link does. */
    record Lapsed() implements Fault {}

    static Fault serverError() {
        return new Answers(500, Map.of(), "");
    }

    static Fault unavailable() {
        return new Answers(503, Map.of(), "");
    }

    static Fault tooMany(Duration retryAfter) {
        return new Answers(429, Map.of("Retry-After", Long.toString(retryAfter.toSeconds())), "{}");
    }

    static Fault garbage() {
        return new Garbage();
    }

    static Fault nothing() {
        return new Nothing();
    }

    static Fault hangs(Duration length) {
        return new Hangs(length);
    }

    static Fault drops() {
        return new Drops();
    }

    static Fault losesAnswer() {
        return new LosesAnswer();
    }

    static Fault delays(Duration length) {
        return new Delays(length);
    }

    static Fault answersLate(Duration length) {
        return new AnswersLate(length);
    }

    static Fault stallsHalfway(Duration length) {
        return new StallsHalfway(length);
    }

    static Fault halfAFile() {
        return new HalfAFile();
    }

    static Fault lapsed() {
        return new Lapsed();
    }
}
