package com.allvideomodels.account;

import org.jspecify.annotations.Nullable;

/** A date of birth as three fields; read once and dropped. */
record AgeForm(
        @Nullable Integer year,
        @Nullable Integer month,
        @Nullable Integer day) {}
