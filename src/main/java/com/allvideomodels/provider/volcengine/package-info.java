/** The Volcengine adapter. Its wire types stay here; the other adapters never see it. */
@NullMarked
package com.allvideomodels.provider.volcengine;

import org.jspecify.annotations.NullMarked;
