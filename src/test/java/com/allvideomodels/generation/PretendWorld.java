package com.allvideomodels.generation;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.account.Profile;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.kernel.Credits;
import com.allvideomodels.kernel.EmailAddress;
import com.allvideomodels.mail.Letter;
import com.allvideomodels.mail.Mailer;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaId;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.ProviderLinks;
import com.allvideomodels.media.Stored;
import com.allvideomodels.media.Upload;
import com.allvideomodels.media.UploadId;
import com.allvideomodels.media.Uploads;
import com.allvideomodels.moderation.Moderation;
import com.allvideomodels.privacy.Consents;
import com.allvideomodels.privacy.Means;
import com.allvideomodels.privacy.Purpose;
import com.allvideomodels.provider.Catalogue;
import com.allvideomodels.provider.Download;
import com.allvideomodels.provider.Downloads;
import com.allvideomodels.provider.InputFacts;
import com.allvideomodels.provider.Mode;
import com.allvideomodels.provider.ModeRules;
import com.allvideomodels.provider.Model;
import com.allvideomodels.provider.ModelId;
import com.allvideomodels.provider.PriceRule;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.Providers;
import com.allvideomodels.provider.Quote;
import com.allvideomodels.provider.Quote.Violation;
import com.allvideomodels.provider.Settings;
import com.allvideomodels.provider.VideoProvider;
import com.allvideomodels.web.Theme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The modules below, small and in memory. */
final class PretendWorld {

    private PretendWorld() {}

    /** One price for everything of a model; refuses the prompt {@code refuse me}. */
    static class PretendCatalogue implements Catalogue {

        static final ModelId FAST = new ModelId("pretend-fast");
        static final ModelId OTHER = new ModelId("pretend-other");

        final Map<ModelId, Credits> prices =
                new ConcurrentHashMap<>(Map.of(FAST, new Credits(10), OTHER, new Credits(25)));

        @Override
        public List<Model> models() {
            return List.of(model(FAST, ProviderApi.RUNWAY, "Fast"), model(OTHER, ProviderApi.LUMA, "Other"));
        }

        private static Model model(ModelId id, ProviderApi api, String title) {
            var rules = new ModeRules(
                    Mode.TEXT,
                    "",
                    Map.of(),
                    new ModeRules.PromptRule(1, 1000),
                    List.of(),
                    List.of(),
                    List.of(),
                    new PriceRule(PriceRule.Unit.CLIP, List.of(), 1));
            return new Model(id, api, "wire", title, List.of(rules));
        }

        @Override
        public Optional<Model> find(ModelId id) {
            return models().stream().filter(model -> model.id().equals(id)).findFirst();
        }

        @Override
        public Optional<Credits> price(Model model, Mode mode, Settings settings, List<InputFacts> inputs) {
            return Optional.ofNullable(prices.get(model.id()));
        }

        @Override
        public Quote quote(Model model, Mode mode, String prompt, Settings settings, List<InputFacts> inputs) {
            return prompt.equals("refuse me")
                    ? new Quote.Refused(List.of(new Violation("prompt", "quote.prompt.refused", List.of())))
                    : new Quote.Priced(settings, prices.get(model.id()));
        }
    }

    /** Off until a test turns it on; then everything is cleared but what it was told of. */
    static class PretendModeration implements Moderation {

        boolean on;
        final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();
        final List<String> asked = new CopyOnWriteArrayList<>();

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public Verdict screen(String text, String reference) {
            asked.add(text);
            return verdicts.getOrDefault(text, new Verdict.Cleared("modr_" + asked.size()));
        }
    }

    static class PretendProviders implements Providers {

        final Map<ProviderApi, PretendProvider> all = new ConcurrentHashMap<>();

        @Override
        public VideoProvider of(ProviderApi api) {
            return pretend(api);
        }

        PretendProvider pretend(ProviderApi api) {
            return all.computeIfAbsent(api, PretendProvider::new);
        }

        @Override
        public boolean open(ProviderApi api) {
            return pretend(api).open;
        }
    }

    /** The last word of the address says what comes. */
    static class PretendDownloads implements Downloads {

        static final byte[] VIDEO = "video and then some".getBytes(StandardCharsets.US_ASCII);

        final AtomicInteger opened = new AtomicInteger();

        @Override
        public Download open(URI address) {
            opened.incrementAndGet();
            return switch (address.getPath()) {
                case "/video" -> streaming(VIDEO, VIDEO.length);
                case "/half" -> streaming(VIDEO, VIDEO.length * 2L);
                case "/garbage" -> streaming("garbage".getBytes(StandardCharsets.US_ASCII), 7);
                case "/broken" ->
                    new Download.Streaming(OptionalLong.empty(), new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("connection reset");
                        }
                    });
                case "/expired" -> new Download.Expired();
                case "/forbidden" -> new Download.Forbidden();
                default -> new Download.Unanswered();
            };
        }

        private static Download streaming(byte[] bytes, long promised) {
            return new Download.Streaming(OptionalLong.of(promised), new ByteArrayInputStream(bytes));
        }
    }

    static class PretendConsents implements Consents {

        private final Map<AccountId, Set<Purpose>> given = new ConcurrentHashMap<>();

        @Override
        public void give(AccountId who, Purpose purpose, String version, Means means) {
            given.computeIfAbsent(who, one -> ConcurrentHashMap.newKeySet()).add(purpose);
        }

        @Override
        public void withdraw(AccountId who, Purpose purpose, Means means) {
            given.getOrDefault(who, new HashSet<>()).remove(purpose);
        }

        @Override
        public boolean holds(AccountId who, Purpose purpose) {
            return holding(who).contains(purpose);
        }

        @Override
        public Set<Purpose> holding(AccountId who) {
            return given.getOrDefault(who, Set.of());
        }

        @Override
        public Set<Purpose> withheld(AccountId who) {
            return Set.of();
        }
    }

    static class PretendUploads implements Uploads {

        private final MediaVault vault;
        private final java.time.InstantSource clock;
        final Map<UploadId, Upload> all = new ConcurrentHashMap<>();

        PretendUploads(MediaVault vault, java.time.InstantSource clock) {
            this.vault = vault;
            this.clock = clock;
        }

        @Override
        public Receipt receive(AccountId owner, String name, InputStream bytes) throws IOException {
            return receive(owner, name, bytes, clock.instant().plus(Duration.ofDays(30)));
        }

        private Receipt receive(AccountId owner, String name, InputStream bytes, Instant deadline) throws IOException {
            Stored stored = vault.keep(owner, MediaClass.PREPARED, "image/png", deadline, bytes, 1_000_000);
            var upload = new Upload(
                    UploadId.fresh(),
                    owner,
                    name,
                    false,
                    stored.id(),
                    stored.id(),
                    "image/png",
                    stored.size(),
                    100,
                    100,
                    Duration.ZERO,
                    0,
                    null,
                    clock.instant(),
                    deadline);
            all.put(upload.id(), upload);
            return new Receipt.Received(upload);
        }

        @Override
        public Receipt adopt(AccountId owner, String name, Stored source, Instant until) throws IOException {
            try (var bytes = vault.open(source)) {
                return receive(owner, name, bytes, until);
            }
        }

        @Override
        public Optional<Upload> find(AccountId owner, UploadId id) {
            return Optional.ofNullable(all.get(id)).filter(one -> one.owner().equals(owner));
        }

        @Override
        public Map<UploadId, Upload> findAll(AccountId owner, Collection<UploadId> ids) {
            return ids.stream()
                    .flatMap(id -> find(owner, id).stream())
                    .collect(Collectors.toMap(Upload::id, Function.identity(), (one, same) -> one));
        }

        @Override
        public List<Upload> recent(AccountId owner, int most) {
            return all.values().stream()
                    .filter(one -> one.owner().equals(owner))
                    .limit(most)
                    .toList();
        }

        @Override
        public void delete(AccountId owner, UploadId id) {
            find(owner, id).ifPresent(one -> {
                vault.shred(owner, one.prepared(), com.allvideomodels.retention.Cause.PERSON);
                all.remove(id);
            });
        }

        Upload picture(AccountId owner) {
            try {
                var bytes = new ByteArrayInputStream("picture".getBytes(StandardCharsets.US_ASCII));
                return ((Receipt.Received) receive(owner, "mine.png", bytes)).upload();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static class PretendLinks implements ProviderLinks {

        final Map<UUID, List<URI>> live = new ConcurrentHashMap<>();

        @Override
        public URI make(AccountId owner, MediaId media, UUID task, String provider, Instant until) {
            URI link = URI.create("https://app.test/links/" + UUID.randomUUID());
            live.computeIfAbsent(task, one -> new CopyOnWriteArrayList<>()).add(link);
            return link;
        }

        @Override
        public void revoke(UUID task) {
            live.remove(task);
        }
    }

    static class PretendMailer implements Mailer {

        record Written(AccountId to, Letter letter) {}

        final List<Written> written = new CopyOnWriteArrayList<>();

        @Override
        public void write(AccountId to, Letter letter) {
            written.add(new Written(to, letter));
        }

        @Override
        public void write(EmailAddress to, Locale language, Letter letter) {
            throw new UnsupportedOperationException();
        }

        List<Letter> to(AccountId who) {
            var letters = new ArrayList<Letter>();
            written.stream().filter(one -> one.to().equals(who)).forEach(one -> letters.add(one.letter()));
            return letters;
        }
    }

    static class PretendAccounts implements Accounts {

        final Set<AccountId> gone = ConcurrentHashMap.newKeySet();

        @Override
        public Optional<Profile> find(AccountId id) {
            return gone.contains(id)
                    ? Optional.empty()
                    : Optional.of(new Profile(
                            id,
                            "Ada",
                            "ada",
                            new EmailAddress("ada@example.org"),
                            true,
                            Locale.ENGLISH,
                            Theme.SYSTEM,
                            Map.of(),
                            Instant.EPOCH));
        }

        @Override
        public Optional<AccountId> named(EmailAddress confirmed) {
            return Optional.empty();
        }

        @Override
        public boolean keep(AccountId id) {
            return !gone.contains(id);
        }

        @Override
        public Set<AccountId> existing(Set<AccountId> some) {
            return some.stream().filter(this::keep).collect(Collectors.toSet());
        }

        @Override
        public Optional<Profile> find(EmailAddress confirmed) {
            return Optional.empty();
        }
    }
}
