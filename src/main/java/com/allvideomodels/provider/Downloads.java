package com.allvideomodels.provider;

import java.net.URI;

/**
 * Fetches what providers point at. The addresses come from outside, so each is checked before and at connection: https
 * only and no private network, unless {@code provider.downloads.private-networks} allows both for local running.
 */
public interface Downloads {

    Download open(URI address);
}
