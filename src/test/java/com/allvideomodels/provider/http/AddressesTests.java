package com.allvideomodels.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressesTests {

    @Test
    void addressesInAnswersStayAsTheyAre() {
        var signed = "https://cdn.example.com/a%2Fb.mp4?_jwt=x.y-z_&s=%2B%20";
        assertThat(Addresses.of(List.of(signed))).containsExactly(URI.create(signed));
        assertThat(Addresses.of(List.of("https://cdn.example.com/a b|c.mp4"))).hasSize(1);
        assertThat(Addresses.of(
                        java.util.Arrays.asList("file:///etc/passwd", "data:video/mp4,x", "/relative", "", null)))
                .isEmpty();
    }
}
