/** The Luma adapter. Its wire types stay here; the other adapters never see it. */
@NullMarked
package com.allvideomodels.provider.luma;

import org.jspecify.annotations.NullMarked;
