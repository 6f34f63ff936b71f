package com.allvideomodels.privacy;

/**
 * A new version of a text was published.
 *
 * @param document {@code privacy}, {@code terms} or {@code acceptable-use}
 */
public record PolicyPublished(String document, String version) {}
