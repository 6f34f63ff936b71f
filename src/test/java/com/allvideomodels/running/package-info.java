/** The application as a whole, running for a test: in this process or in one that can be killed. */
package com.allvideomodels.running;
