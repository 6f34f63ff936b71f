package com.allvideomodels.provider.luma;

import com.allvideomodels.provider.AgainstServer;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.VideoProviderContract.Case;
import java.net.URI;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

final class LumaFixtures {

    private LumaFixtures() {}

    static LumaSettings agents(URI base, String key) {
        return new LumaSettings(
                base,
                key,
                10,
                Duration.ofSeconds(5),
                DataSize.ofMegabytes(8),
                machine(URI.create("https://luma.example"), null));
    }

    static LumaSettings dreamMachine(URI base, String key) {
        return new LumaSettings(
                URI.create("https://luma.example"),
                null,
                10,
                Duration.ofSeconds(5),
                DataSize.ofMegabytes(8),
                machine(base, key));
    }

    /** A refusal of a create, in the one text that both interfaces carry. */
    static Case<FailureReason> refused(int status, String detail, FailureReason reason) {
        return Case.of(status + " " + detail, reason, AgainstServer.json(status, "{\"detail\":\"" + detail + "\"}"));
    }

    private static LumaSettings.DreamMachine machine(URI base, String key) {
        return new LumaSettings.DreamMachine(base, key, 10, Duration.ofSeconds(5));
    }
}
