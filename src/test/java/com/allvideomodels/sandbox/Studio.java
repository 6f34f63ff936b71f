package com.allvideomodels.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sandboxes share.
 *
 * @param folder where tasks are kept; {@code null} if they are not
 */
record Studio(
        SandboxSettings settings,
        Films films,
        Sources sources,
        Bells bells,
        MediaHost media,
        @Nullable Path folder) {

    Optional<Path> kept() {
        return Optional.ofNullable(folder);
    }
}
