/** AllVideoModels: one place to make a video with any model and keep one's privacy. */
@NullMarked
package com.allvideomodels;

import org.jspecify.annotations.NullMarked;
