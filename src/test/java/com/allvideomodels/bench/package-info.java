/** What the product does on this machine, measured: {@code ./mvnw -Pbench verify}. No test of the build. */
package com.allvideomodels.bench;
