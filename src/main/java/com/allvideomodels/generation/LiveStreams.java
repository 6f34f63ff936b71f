package com.allvideomodels.generation;

import com.allvideomodels.generation.Bulletin.News;
import com.allvideomodels.kernel.AccountId;
import com.allvideomodels.web.Me;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells browsers which generation moved; the page then asks for that part again. Any node can serve any stream, because all of them
 * hear what any of them did. A stream ends after a while and the browser opens the next where the last one stopped.
 */
@Controller
class LiveStreams implements Bulletin.Reader, DisposableBean {

    private static final int MISSED_AT_MOST = 500;

    private final Map<UUID, Set<Stream>> streams = new ConcurrentHashMap<>();
    private final ScheduledExecutorService heart;
    private final ExecutorService voices = Executors.newVirtualThreadPerTaskExecutor();
    private final GenerationRows rows;
    private final Story story;
    private final GenerationSettings settings;

    LiveStreams(GenerationRows rows, Story story, GenerationSettings settings) {
        this.rows = rows;
        this.story = story;
        this.settings = settings;
        heart = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("heartbeat").factory());
        long beat = settings.live().heartbeat().toMillis();
        heart.scheduleWithFixedDelay(this::beat, beat, beat, TimeUnit.MILLISECONDS);
    }

    @GetMapping(path = "/generations/events", produces = "text/event-stream")
    SseEmitter all(
            @Me AccountId me,
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
            HttpServletResponse response) {
        return open(me, null, place(last, after), response);
    }

    @GetMapping(path = "/generations/{id:[0-9a-fA-F-]{36}}/events", produces = "text/event-stream")
    SseEmitter one(
            @Me AccountId me,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") long after,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String last,
            HttpServletResponse response) {
        if (rows.findByIdAndOwnerAndDeletedAtIsNull(id, me.value()).isEmpty()) {
            throw new NotThere();
        }
        return open(me, id, place(last, after), response);
    }

    private static long place(String last, long after) {
        try {
            return Long.parseLong(last);
        } catch (NumberFormatException e) {
            return after;
        }
    }

    private SseEmitter open(AccountId me, @Nullable UUID only, long after, HttpServletResponse response) {
        if (streams.getOrDefault(me.value(), Set.of()).size() >= settings.live().streamsEach()) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        response.setHeader("Cache-Control", "no-store");
        // Proxies that collect answers would keep the news to themselves.
        response.setHeader("X-Accel-Buffering", "no");
        var emitter = new SseEmitter(settings.live().life().toMillis());
        var stream = new Stream(me.value(), only, emitter);
        emitter.onCompletion(() -> close(stream));
        emitter.onTimeout(emitter::complete);
        emitter.onError(e -> close(stream));
        // First listen, then tell what was missed: twice is harmless, never is not.
        streams.compute(me.value(), (owner, mine) -> {
            Set<Stream> all = mine == null ? ConcurrentHashMap.newKeySet() : mine;
            all.add(stream);
            return all;
        });
        stream.comment();
        story.since(me, after, MISSED_AT_MOST)
                .forEach(missed -> stream.tell(new News(missed.generation(), me.value(), missed.place())));
        return emitter;
    }

    private void close(Stream stream) {
        streams.computeIfPresent(stream.owner(), (owner, mine) -> {
            mine.remove(stream);
            return mine.isEmpty() ? null : mine;
        });
    }

    /** On a thread for each person, since one slow browser must not keep the others waiting. */
    @Override
    public void heard(News news) {
        Set<Stream> listening = streams.get(news.owner());
        if (listening != null) {
            List.copyOf(listening).forEach(stream -> voices.execute(() -> stream.tell(news)));
        }
    }

    /** Nobody knows what was said meanwhile: every page looks once. */
    @Override
    public void missed() {
        streams.values().forEach(mine -> mine.forEach(stream -> voices.execute(stream::refresh)));
    }

    private void beat() {
        streams.values().forEach(mine -> mine.forEach(stream -> voices.execute(stream::comment)));
    }

    @Override
    public void destroy() {
        heart.shutdownNow();
        streams.values().forEach(mine -> mine.forEach(stream -> stream.emitter().complete()));
        voices.shutdownNow();
    }

    private record Stream(UUID owner, @Nullable UUID only, SseEmitter emitter) {

        void tell(News news) {
            if (only == null || only.equals(news.generation())) {
                var event =
                        SseEmitter.event().name("moved").data(news.generation().toString());
                send(news.place() > 0 ? event.id(Long.toString(news.place())) : event);
            }
        }

        void refresh() {
            send(SseEmitter.event().name("refresh").data(""));
        }

        void comment() {
            send(SseEmitter.event().comment("here"));
        }

        private void send(SseEmitter.SseEventBuilder event) {
            try {
                emitter.send(event);
            } catch (IOException | IllegalStateException e) {
                emitter.completeWithError(e);
            }
        }
    }
}
