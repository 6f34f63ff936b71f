package com.allvideomodels.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One piece of work that a sandbox has taken. */
public final class Task {

    /** Where a task is. */
    public enum Phase {
        WAITING,
        RENDERING,
        DONE,
        FAILED,
        CANCELLED;

        boolean over() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * What is written down of a task.
     *
     * @param kind which of the surface's calls made it
     * @param code the surface's own word for the failure, if a test chose one
     */
    record Plan(
            String id,
            Instant created,
            String kind,
            String model,
            String prompt,
            JsonNode request,
            Scene scene,
            @Nullable Trouble trouble,
            @Nullable String code,
            @Nullable String callback,
            Duration waiting,
            Duration rendering,
            @Nullable Duration linkLife,
            @Nullable Instant cancelled) {

        Plan cancelledAt(Instant when) {
            return new Plan(
                    id, created, kind, model, prompt, request, scene, trouble, code, callback, waiting, rendering,
                    linkLife, when);
        }
    }

    private volatile Plan plan;
    private volatile CompletableFuture<Path> film;
    private volatile @Nullable Instant lastLook;
    private volatile Duration shortestGap = Duration.ofDays(1);
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger downloads = new AtomicInteger();
    private final AtomicInteger links = new AtomicInteger();

    Task(Plan plan, CompletableFuture<Path> film) {
        this.plan = plan;
        this.film = film;
    }

    public String id() {
        return plan.id();
    }

    public String model() {
        return plan.model();
    }

    public String prompt() {
        return plan.prompt();
    }

    /** The body of the create as it came. */
    public JsonNode request() {
        return plan.request();
    }

    /** How often it was asked for. */
    public int looks() {
        return looks.get();
    }

    /** The least time between two looks. */
    public Duration shortestGap() {
        return shortestGap;
    }

    /** How often its video was fetched, also in part. */
    public int downloads() {
        return downloads.get();
    }

    public boolean cancelled() {
        return plan.cancelled() != null;
    }

    Plan plan() {
        return plan;
    }

    Optional<Trouble> trouble() {
        return Optional.ofNullable(plan.trouble());
    }

    /** What went wrong, once it has. */
    Trouble failure() {
        return trouble().filter(Trouble::fails).orElse(Trouble.UNUSABLE_INPUT);
    }

    Phase phase(Instant now) {
        if (plan.cancelled() != null) {
            return Phase.CANCELLED;
        }
        Duration age = Duration.between(plan.created(), now);
        if (age.compareTo(plan.waiting()) < 0) {
            return Phase.WAITING;
        }
        if (age.compareTo(plan.waiting().plus(plan.rendering())) < 0 || plan.trouble() == Trouble.STALLS) {
            return Phase.RENDERING;
        }
        if (trouble().filter(Trouble::fails).isPresent()) {
            return Phase.FAILED;
        }
        if (!film.isDone()) {
            return Phase.RENDERING;
        }
        return film.isCompletedExceptionally() ? Phase.FAILED : Phase.DONE;
    }

    boolean vanished(Instant now) {
        Duration half = plan.waiting().plus(plan.rendering().dividedBy(2));
        return plan.trouble() == Trouble.VANISHES
                && Duration.between(plan.created(), now).compareTo(half) >= 0;
    }

    /** From 0 to 1. */
    double progress(Instant now) {
        double rendered =
                Duration.between(plan.created().plus(plan.waiting()), now).toMillis();
        double all = Math.max(1, plan.rendering().toMillis());
        return Math.clamp(rendered / all, 0.02, 0.99);
    }

    /** When it ended, or would have. */
    public Instant end() {
        Instant cancelled = plan.cancelled();
        return cancelled != null
                ? cancelled
                : plan.created().plus(plan.waiting()).plus(plan.rendering());
    }

    CompletableFuture<Path> film() {
        return film;
    }

    void cancel(Instant when) {
        plan = plan.cancelledAt(when);
    }

    /** Notes a look and says how long after the one before it came. */
    synchronized Optional<Duration> look(Instant now) {
        looks.incrementAndGet();
        Instant before = lastLook;
        lastLook = now;
        if (before == null) {
            return Optional.empty();
        }
        Duration gap = Duration.between(before, now);
        if (gap.compareTo(shortestGap) < 0) {
            shortestGap = gap;
        }
        return Optional.of(gap);
    }

    int countDownload() {
        return downloads.incrementAndGet();
    }

    int countLink() {
        return links.incrementAndGet();
    }
}
