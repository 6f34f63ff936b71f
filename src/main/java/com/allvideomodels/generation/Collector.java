package com.allvideomodels.generation;

import com.allvideomodels.account.Accounts;
import com.allvideomodels.media.Inspector;
import com.allvideomodels.media.MediaClass;
import com.allvideomodels.media.MediaVault;
import com.allvideomodels.media.Stored;
import com.allvideomodels.media.VideoFacts;
import com.allvideomodels.provider.Download;
import com.allvideomodels.provider.Downloads;
import com.allvideomodels.provider.FailureReason;
import com.allvideomodels.provider.ProviderApi;
import com.allvideomodels.provider.Providers;
import com.allvideomodels.provider.Sighting;
import com.allvideomodels.retention.Cause;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings finished videos home: streamed, encrypted, stored, looked into. A download that fails is downloaded again; it never makes
 * anyone render again.
 */
@Component
class Collector implements Station {

    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

    private final Line line;
    private final GenerationRows rows;
    private final Lifecycle lifecycle;
    private final TransactionTemplate transaction;
    private final Providers providers;
    private final Downloads downloads;
    private final MediaVault vault;
    private final Inspector inspector;
    private final Accounts accounts;
    private final InstantSource clock;
    private final GenerationSettings settings;

    Collector(
            Line line,
            GenerationRows rows,
            Lifecycle lifecycle,
            TransactionTemplate transaction,
            Providers providers,
            Downloads downloads,
            MediaVault vault,
            Inspector inspector,
            Accounts accounts,
            InstantSource clock,
            GenerationSettings settings) {
        this.line = line;
        this.rows = rows;
        this.lifecycle = lifecycle;
        this.transaction = transaction;
        this.providers = providers;
        this.downloads = downloads;
        this.vault = vault;
        this.inspector = inspector;
        this.accounts = accounts;
        this.clock = clock;
        this.settings = settings;
    }

    int collectDue() {
        return runDue();
    }

    @Override
    public List<Step> take(int most, Set<ProviderApi> full) {
        return line.due(State.COLLECTING, most, full).stream()
                .map(claim -> new Step(claim, () -> collect(claim)))
                .toList();
    }

    private void collect(Claim claim) {
        rows.findById(claim.generation()).ifPresent(row -> collect(claim, row));
    }

    private void collect(Claim claim, Generation row) {
        if (unwanted(row)) {
            lifecycle.held(claim, lifecycle::cancel);
            return;
        }
        Optional<URI> address = row.outputAddress().or(() -> freshAddress(claim, row));
        address.ifPresent(known -> fetch(claim, row, known));
    }

    /** Nobody is there any more to give it to. */
    private boolean unwanted(Generation row) {
        return row.deleted() || accounts.find(row.owner()).isEmpty();
    }

    private Optional<URI> freshAddress(Claim claim, Generation row) {
        return switch (providers.of(row.api()).look(row.task().orElseThrow())) {
            case Sighting.Ready ready
            when !ready.outputs().isEmpty() -> Optional.of(ready.outputs().getFirst());
            case Sighting.Failed failed -> ended(claim, failed.reason());
            case Sighting.Cancelled cancelled -> ended(claim, FailureReason.PROVIDER_FAILED);
            case Sighting.Vanished vanished -> vanished(claim, row);
            case Sighting.Unanswered unanswered -> unanswered(claim, row, unanswered);
            case Sighting.Ready empty -> later(claim, row, true, null);
            case Sighting.Waiting waiting -> later(claim, row, true, null);
            case Sighting.Rendering rendering -> later(claim, row, true, null);
        };
    }

    private Optional<URI> vanished(Claim claim, Generation row) {
        lifecycle.held(claim, g -> lifecycle.vanished(g, pause(row, null)));
        return Optional.empty();
    }

    private Optional<URI> unanswered(Claim claim, Generation row, Sighting.Unanswered said) {
        line.quiet(row.api(), said.pause());
        return later(claim, row, true, said.retryAfter());
    }

    private void fetch(Claim claim, Generation row, URI address) {
        switch (downloads.open(address)) {
            case Download.Streaming streaming -> store(claim, row, streaming);
            case Download.Expired expired -> later(claim, row, true, null);
            case Download.Forbidden forbidden -> ended(claim, FailureReason.PROVIDER_FAILED);
            // Now and then by another address, in case it is this one that is wrong.
            case Download.Unanswered unanswered -> later(claim, row, row.attempts() % 3 == 2, null);
        }
    }

    private void store(Claim claim, Generation row, Download.Streaming streaming) {
        // The database keeps microseconds; the deadline is the same instant in the row and in the vault.
        Instant finished = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant deadline = finished.plus(Generation.OUTPUT_LIFE);
        Stored video;
        Measured bytes = new Measured(streaming.bytes(), streaming.length());
        try (streaming) {
            video = vault.keep(
                    row.owner(),
                    MediaClass.OUTPUT,
                    "video/mp4",
                    deadline,
                    bytes,
                    settings.largestOutput().toBytes());
        } catch (MediaVault.TooLarge e) {
            ended(claim, FailureReason.PROVIDER_FAILED);
            return;
        } catch (IOException e) {
            LOG.warn("A video could not be {}; it is fetched again", bytes.broken() ? "fetched whole" : "stored");
            later(claim, row, bytes.broken(), null);
            return;
        }
        inspect(claim, row, video, bytes.crc(), finished);
    }

    private void inspect(Claim claim, Generation row, Stored video, long crc, Instant finished) {
        VideoFacts facts;
        try {
            facts = inspector.probe(video);
        } catch (Inspector.Unreadable e) {
            discard(video, null);
            unreadable(claim, row);
            return;
        } catch (IOException e) {
            discard(video, null);
            later(claim, row, false, null);
            return;
        }
        Stored poster = poster(video, facts);
        var footage = new Footage(
                video.id().value(),
                poster == null ? null : poster.id().value(),
                facts.width(),
                facts.height(),
                facts.length().toMillis(),
                facts.frames(),
                facts.sound(),
                video.size(),
                video.sha256(),
                crc);
        finish(claim, footage, video, poster, finished);
    }

    /** A video without a still is a video all the same. */
    private @Nullable Stored poster(Stored video, VideoFacts facts) {
        try {
            return inspector.still(video, facts.length().dividedBy(3));
        } catch (IOException e) {
            return null;
        }
    }

    private void finish(Claim claim, Footage footage, Stored video, @Nullable Stored poster, Instant finished) {
        Stubborn.write(() -> {
            boolean wanted = lifecycle.held(claim, g -> {
                if (g.deleted()) {
                    discardHere(video, poster);
                    lifecycle.cancel(g);
                } else if (vault.take(video.owner(), video.id())) {
                    lifecycle.succeed(g, footage, finished, video.deadline());
                } else {
                    g.collectAgain(false, pause(g, null));
                }
            });
            if (!wanted && !named(claim, video)) {
                discard(video, poster);
            }
        });
    }

    /** Perhaps by this very claim: the answer to a commit can be lost, and then the same is written once more. */
    private boolean named(Claim claim, Stored video) {
        return rows.findById(claim.generation())
                .flatMap(Generation::output)
                .filter(video.id()::equals)
                .isPresent();
    }

    private void discard(Stored video, @Nullable Stored poster) {
        transaction.executeWithoutResult(status -> discardHere(video, poster));
    }

    private void discardHere(Stored video, @Nullable Stored poster) {
        vault.shred(video.owner(), video.id(), Cause.ABANDONED);
        if (poster != null) {
            vault.shred(poster.owner(), poster.id(), Cause.ABANDONED);
        }
    }

    private void unreadable(Claim claim, Generation row) {
        lifecycle.held(claim, g -> {
            lifecycle.told(g, What.UNREADABLE);
            if (g.unreadable() + 1 >= settings.unreadableAtMost()) {
                lifecycle.fail(g, FailureReason.PROVIDER_FAILED);
            } else {
                g.collectUnreadableAgain(pause(row, null));
            }
        });
    }

    private Optional<URI> ended(Claim claim, FailureReason why) {
        lifecycle.held(claim, g -> lifecycle.fail(g, why));
        return Optional.empty();
    }

    private Optional<URI> later(Claim claim, Generation row, boolean newAddress, @Nullable Duration retryAfter) {
        lifecycle.held(claim, g -> {
            if (tooLate(g)) {
                lifecycle.fail(g, FailureReason.PROVIDER_FAILED);
            } else {
                g.collectAgain(newAddress, pause(row, retryAfter));
                if (newAddress) {
                    lifecycle.told(g, What.FETCH_AGAIN);
                }
            }
        });
        return Optional.empty();
    }

    private boolean tooLate(Generation row) {
        return row.collectingAt()
                .filter(since -> since.plus(settings.collectAtMost()).isBefore(clock.instant()))
                .isPresent();
    }

    /** Asking for a fresh address is a look, so never sooner than the provider allows. */
    private Instant pause(Generation row, @Nullable Duration retryAfter) {
        Duration pace = providers.of(row.api()).pace();
        Duration first = pace.compareTo(FIRST_PAUSE) > 0 ? pace : FIRST_PAUSE;
        return clock.instant().plus(Pacing.backoff(first, row.attempts(), retryAfter));
    }
}
