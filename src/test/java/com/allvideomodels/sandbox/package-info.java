/**
 * Stand-ins for the companies that make videos: small HTTP servers that hold requests to the published contracts as strictly as
 * the real ones would, and answer with real MP4 files. They know nothing of the application. Test sources only.
 */
@NullMarked
package com.allvideomodels.sandbox;

import org.jspecify.annotations.NullMarked;
