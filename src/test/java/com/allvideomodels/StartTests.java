package com.allvideomodels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@ProductTest
class StartTests {

    @Autowired
    MockMvcTester pages;

    @Test
    void saysThatItIsHealthy() {
        assertThat(pages.get().uri("/actuator/health")).hasStatusOk();
    }
}
