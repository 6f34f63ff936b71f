/** What the adapters share: how their answers become outcomes, and how inputs get to where a provider reads them. */
@NullMarked
package com.allvideomodels.provider.http;

import org.jspecify.annotations.NullMarked;
