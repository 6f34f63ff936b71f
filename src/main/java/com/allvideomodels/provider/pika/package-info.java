/** The Pika adapter. Its wire types stay here; the other adapters never see it. */
@NullMarked
package com.allvideomodels.provider.pika;

import org.jspecify.annotations.NullMarked;
