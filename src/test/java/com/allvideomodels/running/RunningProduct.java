package com.allvideomodels.running;

import com.allvideomodels.TestInfrastructure;
import com.allvideomodels.local.LocalApplication;
import com.allvideomodels.sandbox.SandboxSettings;
import com.allvideomodels.sandbox.Sandboxes;
import java.time.Duration;

/** The application in this process, as a person would run it: workers, timetable and callbacks at work. Started once. */
public final class RunningProduct {

    private RunningProduct() {}

    public static String url() {
        return Once.LAUNCH.url();
    }

    /** Its own sandboxes; they ring callbacks and take a few seconds, so that there is something to watch. */
    public static Sandboxes sandboxes() {
        return Once.SANDBOXES;
    }

    private static final class Once {
        static final Sandboxes SANDBOXES = Sandboxes.start(SandboxSettings.forTests()
                .taking(Duration.ofSeconds(1), Duration.ofSeconds(3))
                .ringing(true));
        // Quartz knows databases by the name of the timetable, for the whole process: another application that comes
        // and goes in it
        // must not take this one's along.
        static final Launch LAUNCH = Launch.over(Launch.freshDatabase(), SANDBOXES)
                .with("spring.quartz.properties.org.quartz.scheduler.instanceName", "running-product");

        static {
            TestInfrastructure.leaveStoppingToSpring();
            LocalApplication.start(LAUNCH.arguments().toArray(String[]::new));
        }
    }
}
