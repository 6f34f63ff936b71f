/** The Evolink adapter. Its wire types stay here; the other adapters never see it. */
@NullMarked
package com.allvideomodels.provider.evolink;

import org.jspecify.annotations.NullMarked;
