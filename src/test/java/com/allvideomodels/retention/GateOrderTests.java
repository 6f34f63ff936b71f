package com.allvideomodels.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.Clause;
import com.allvideomodels.ProductTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** In the whole product. */
@ProductTest
class GateOrderTests {

    @Autowired
    RestoreGate gate;

    @Test
    @Clause("security.backups")
    void theTimetableAndTheWorkersStartAfterTheGateAndStopWithIt() {
        assertThat(gate.later())
                .extracting(one -> one.getClass().getSimpleName())
                .contains("SchedulerFactoryBean", "Workers");
    }
}
