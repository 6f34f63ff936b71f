package com.allvideomodels.local;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** A real S3-compatible store in this process: signatures are checked, bytes lie in a folder. */
public record ObjectStore(URI endpoint, String accessKey, String secretKey, Runnable stop) {

    public static ObjectStore keptIn(Path folder, int port) {
        try {
            Files.createDirectories(folder);
            BlobStore files = new ConditionsHeld(
                    new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()));
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(files)
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "local-access", "local-secret")
                    .build();
            proxy.start();
            return new ObjectStore(
                    URI.create("http://127.0.0.1:" + proxy.getPort()),
                    "local-access",
                    "local-secret",
                    () -> stop(proxy));
        } catch (Exception e) {
            throw new CannotStart(
                    "The embedded object store did not start: " + e.getMessage() + "\nIf port " + port
                            + " is taken, choose another with --local.store-port=…",
                    e);
        }
    }

    public static ObjectStore fresh() {
        try {
            Path folder = Files.createTempDirectory("object-store");
            return keptIn(folder, 0);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void stop(S3Proxy proxy) {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The embedded object store did not stop", e);
        }
    }
}
