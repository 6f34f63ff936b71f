/** The Runway adapter. Its wire types stay here; the other adapters never see it. */
@NullMarked
package com.allvideomodels.provider.runway;

import org.jspecify.annotations.NullMarked;
