package com.allvideomodels.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Rings the callback addresses that came with requests. */
final class Bells {

    private final LongAdder answered = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Posts until an answer of 2xx, at most once more for each pause. */
    void ring(URI address, String body, Map<String, String> headers, Duration patience, List<Duration> pauses) {
        for (int attempt = 0; attempt <= pauses.size(); attempt++) {
            if (attempt > 0) {
                Sandbox.pause(pauses.get(attempt - 1));
            }
            if (posted(address, body, headers, patience)) {
                answered.increment();
                return;
            }
        }
        lost.increment();
    }

    long answered() {
        return answered.sum();
    }

    long lost() {
        return lost.sum();
    }

    private boolean posted(URI address, String body, Map<String, String> headers, Duration patience) {
        if (!Sources.local(address)) {
            return false;
        }
        var request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            / 100
                    == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
