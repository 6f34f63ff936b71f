/** What the adapters share: HTTP that never repeats itself, never lends a key, and ends in values. */
@NullMarked
package com.allvideomodels.provider.http;

import org.jspecify.annotations.NullMarked;
