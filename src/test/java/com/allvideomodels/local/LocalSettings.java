package com.allvideomodels.local;

import com.allvideomodels.sandbox.Sandboxes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The properties that point the application at what runs beside it. All are defaults: an argument or variable wins. */
public final class LocalSettings {

    /** What gives away that someone brings their own server for an interface of a provider. */
    static final List<String> SURFACES = List.of(
            "provider.runway.base-url",
            "provider.pika.queue-url",
            "provider.volcengine.base-url",
            "provider.luma.base-url",
            "provider.luma.dream-machine.base-url",
            "provider.evolink.base-url");

    private LocalSettings() {}

    /** What needs no running server. */
    public static Map<String, Object> common(String publicUrl) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("app.public-url", publicUrl);
        settings.put("app.name", "AllVideoModels (local)");
        settings.put("app.contact.privacy-email", "privacy@localhost.test");
        settings.put("app.contact.support-email", "support@localhost.test");
        settings.put("app.contact.dpo", "dpo@localhost.test");
        settings.put("app.contact.postal", "On this machine");
        settings.put("mail.carrier", "mailbox");
        // Wraps keys of data on this machine alone; a real installation brings its own.
        settings.put("keys.master", "bG9jYWwtb25seS1tYXN0ZXIta2V5LTMyLWJ5dGVzISE=");
        settings.put("app.secure-cookies", "false");
        // The clock is moved on purpose, in tests and by whoever watches a deadline come.
        settings.put("retention.clock.witness", "false");
        settings.put("provider.downloads.private-networks", "true");
        // The embedded store has none.
        settings.put("media.lifecycle-rules", "false");
        return settings;
    }

    public static Map<String, Object> database(Postgres postgres) {
        return Map.of(
                "spring.datasource.url", postgres.url(),
                "spring.datasource.username", postgres.username(),
                "spring.datasource.password", postgres.password(),
                "auditor.datasource.username", postgres.reader(),
                "auditor.datasource.password", postgres.reader());
    }

    public static Map<String, Object> store(ObjectStore store) {
        return Map.of(
                "storage.endpoint", store.endpoint().toString(),
                "storage.region", "auto",
                "storage.bucket", "media",
                "storage.key-bucket", "keys",
                "storage.record-bucket", "records",
                "storage.access-key", store.accessKey(),
                "storage.secret-key", store.secretKey(),
                "storage.path-style", "true",
                "storage.create-buckets", "true");
    }

    /** What points at one interface's sandbox: everything below the same prefix. */
    static Map<String, Object> sandbox(Sandboxes sandboxes, String surface) {
        String prefix = surface.substring(0, surface.lastIndexOf('.') + 1);
        Map<String, Object> settings = new LinkedHashMap<>();
        sandboxes.properties().forEach((name, value) -> {
            if (name.startsWith(prefix) && name.indexOf('.', prefix.length()) < 0) {
                settings.put(name, value);
            }
        });
        return settings;
    }
}
