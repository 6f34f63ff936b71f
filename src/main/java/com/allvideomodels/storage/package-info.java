/** Where bytes and keys lie: the buckets of the object store, the master key, and the ring of keys that it wraps. */
@ApplicationModule(allowedDependencies = {"kernel"})
@NullMarked
package com.allvideomodels.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
