package com.allvideomodels.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.allvideomodels.mail.ReceivedFiles.Fetched;
import com.allvideomodels.mail.ReceivedFiles.ReceivedFile;
import com.allvideomodels.mail.ReceivedFiles.Why;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Where an attachment may be fetched in production: at the hosts that are named, by https, on the public internet. */
class ResendFilesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://inbound-cdn.resend.com/file",
                "https://inbound-cdn.resend.com.evil.example/file",
                "https://evil.example/inbound-cdn.resend.com",
                "https://inbound-cdn.resend.com@evil.example/file",
                "https://127.0.0.1/file",
                "https://[::1]/file",
                "https://10.0.0.1/file",
                "https://169.254.169.254/latest/meta-data",
                // Allowed by its name, and leads here all the same.
                "https://localhost/file"
            })
    void nothingElseIsCalled(String address) {
        var settings = new ResendFileSettings(
                Set.of("inbound-cdn.resend.com", "localhost", "127.0.0.1", "10.0.0.1"), false, Duration.ofSeconds(2));
        var resend = new ResendSettings("re_key", "", URI.create("https://api.resend.com"));
        var files = new ResendFiles(new ResendApi(resend, new JsonMapper()), settings);
        assertThat(files.fetch(new ReceivedFile("id", "name", URI.create(address)), 10))
                .isEqualTo(new Fetched.Refused(Why.FORBIDDEN));
    }
}
