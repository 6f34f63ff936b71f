package com.allvideomodels.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second application away from a folder in use. The lock dies with its process, however that ends. */
final class OneAtATime {

    private OneAtATime() {}

    /** Locks the folder; what is returned lets it go. */
    static Runnable in(Path folder) {
        try {
            Files.createDirectories(folder);
            var file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                throw taken(folder);
            }
            return () -> close(file);
        } catch (OverlappingFileLockException e) {
            throw taken(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CannotStart taken(Path folder) {
        return new CannotStart("Another application uses " + folder.toAbsolutePath()
                + ". Stop it, or choose another folder with --local.data=… (and other ports, see the README).");
    }

    private static void close(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
