package com.allvideomodels.running;

/** How a node is set up for tests of faults: everything that waits in the product waits for seconds here. */
final class Launches {

    private Launches() {}

    static Launch hasty(Launch launch) {
        return launch.with("credits.welcome", 20_000)
                .with("generation.lease", "3s")
                .with("generation.workers.tick", "500ms")
                .with("generation.reconcile-after", "12s,4s,4s,10s")
                .with("provider.luma.pace", "500ms")
                .with("provider.luma.dream-machine.pace", "500ms")
                .with("provider.volcengine.pace", "500ms")
                .with("provider.evolink.pace", "500ms")
                .with("provider.luma.concurrency", 20)
                .with("provider.luma.dream-machine.concurrency", 20)
                .with("provider.volcengine.concurrency", 20)
                .with("provider.evolink.concurrency", 20)
                .with("spring.main.banner-mode", "off");
    }
}
