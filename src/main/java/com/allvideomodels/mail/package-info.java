/** Letters to people. Written in the transaction that causes them, sent afterwards, once. */
@ApplicationModule(allowedDependencies = {"kernel", "web", "http", "retention"})
@NullMarked
package com.allvideomodels.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
