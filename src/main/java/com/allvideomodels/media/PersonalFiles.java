package com.allvideomodels.media;

import com.allvideomodels.kernel.AccountId;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Files a person brought or had made, as they take them along with a copy of their data. Answered by the modules that know what a stored
 * object is of.
 */
public interface PersonalFiles {

    /**
     * Tells each, those that are gone too, the same ones in the same order whenever it is asked, but for what came or went meanwhile.
     *
     * @throws IOException what {@code files} threw
     */
    void of(AccountId person, Reader files) throws IOException;

    /** Takes one file after the other. */
    @FunctionalInterface
    interface Reader {
        void file(PersonalFile file) throws IOException;
    }

    /**
     * @param media by which the vault knows it
     * @param folder in the copy, for instance {@code videos}
     * @param name for people, for instance the name of the file they uploaded; it may hold any character
     * @param description what it was made from, for instance the prompt
     * @param album of several that belong together; {@code null} for one alone
     * @param contentType as far as it is known without opening it
     * @param since when it was uploaded or finished
     * @param deadline when it is destroyed, or was
     * @param favourite whether the person picked it out of several
     */
    record PersonalFile(
            MediaId media,
            String folder,
            String name,
            @Nullable String description,
            @Nullable String album,
            String contentType,
            Instant since,
            Instant deadline,
            boolean favourite) {

        public boolean video() {
            return contentType.startsWith("video/");
        }
    }
}
