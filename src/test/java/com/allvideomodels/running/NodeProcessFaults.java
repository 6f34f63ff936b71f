package com.allvideomodels.running;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.TestInfrastructure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node that was killed comes back on the same data. */
@Tag("long")
class NodeProcessFaults {

    @Test
    void aKilledNodeStartsAgain() {
        var launch = Launch.over(Launch.freshDatabase(), TestInfrastructure.sandboxes());
        try (var node = NodeProcess.start("killed", launch)) {
            long first = node.pid();
            assertThat(node.healthy()).isTrue();

            node.kill9();
            assertThat(node.alive()).isFalse();
            assertThat(node.healthy()).isFalse();

            node.start();
            assertThat(node.healthy()).isTrue();
            assertThat(node.pid()).isNotEqualTo(first);
        }
    }
}
