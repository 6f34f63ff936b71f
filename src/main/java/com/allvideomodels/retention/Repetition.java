package com.allvideomodels.retention;

import java.time.Instant;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * How a module does again, in a database that was restored, what somebody did since the backup and what must not be forgotten: one bean
 * for each kind of {@link Repetitions}. Called inside a transaction, before anyone is served; repeating it changes nothing.
 */
public interface Repetition {

    /** The kind that was noted. */
    String kind();

    /**
     * @param item may be unknown here, since it was made after the backup
     * @param detail empty where none was noted
     * @param at when it was done
     */
    void repeat(UUID item, String detail, Instant at);

    /** One without details. */
    static Repetition of(String kind, BiConsumer<UUID, Instant> again) {
        return new Repetition() {

            @Override
            public String kind() {
                return kind;
            }

            @Override
            public void repeat(UUID item, String detail, Instant at) {
                again.accept(item, at);
            }
        };
    }
}
