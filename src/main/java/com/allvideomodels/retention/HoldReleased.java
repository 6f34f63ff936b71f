package com.allvideomodels.retention;

import java.util.UUID;

/** A hold has ended before its time; what only it kept back is due at once. */
public record HoldReleased(UUID hold) {}
