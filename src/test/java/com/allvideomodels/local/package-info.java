/** What runs beside the application on a machine with nothing but a JDK. Test sources only. */
package com.allvideomodels.local;
