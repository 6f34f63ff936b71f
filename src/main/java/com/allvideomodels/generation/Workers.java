package com.allvideomodels.generation;

import com.allvideomodels.generation.Bulletin.News;
import com.allvideomodels.generation.Station.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The hands of this node. Each station has a thread that takes what is due, on a ring or at every tick, and hands each step to a
 * thread of its own; as many steps at once as there are hands. One API never has all of them, so that a slow provider holds up
 * nobody else.
 */
@Component
class Workers implements SmartLifecycle, Bulletin.Reader {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final Map<Station, Semaphore> rings = new LinkedHashMap<>();
    private final Set<Claim> claims = ConcurrentHashMap.newKeySet();
    private final Line line;
    private final GenerationSettings settings;

    private final List<Thread> attending = new ArrayList<>();

    private volatile boolean running;
    private @Nullable ExecutorService hands;
    private @Nullable Thread leases;

    Workers(List<Station> stations, Line line, GenerationSettings settings) {
        stations.forEach(station -> rings.put(station, new Semaphore(0)));
        this.line = line;
        this.settings = settings;
    }

    @Override
    public synchronized void start() {
        running = true;
        var crew = Executors.newVirtualThreadPerTaskExecutor();
        hands = crew;
        rings.forEach((station, ring) -> attending.add(Thread.ofVirtual()
                .name("station-" + station.getClass().getSimpleName())
                .start(() -> attend(station, ring, crew))));
        leases = Thread.ofVirtual().name("leases").start(this::renew);
    }

    private void attend(Station station, Semaphore ring, ExecutorService crew) {
        var busy = new Hands(settings.workers().hands());
        while (running) {
            int taken = takeSome(station, busy, crew, ring);
            if (taken == 0) {
                rest(ring);
            }
        }
    }

    private int takeSome(Station station, Hands busy, ExecutorService crew, Semaphore ring) {
        try {
            List<Step> steps = station.take(busy.room(), busy.full());
            if (running) {
                steps.forEach(step -> hand(step, busy, crew, ring));
            } else {
                giveBack(steps);
            }
            return steps.size();
        } catch (RuntimeException e) {
            LOG.warn("{} could not see what is due: {}", station.getClass().getSimpleName(), e.toString());
            return 0;
        }
    }

    /** Taken while this node began to stop: better left to another node than begun in a hurry. */
    private void giveBack(List<Step> steps) {
        line.giveBack(
                steps.stream().flatMap(step -> Stream.ofNullable(step.claim())).toList());
    }

    private void hand(Step step, Hands busy, ExecutorService crew, Semaphore ring) {
        busy.begin(step.api());
        Claim claim = step.claim();
        if (claim != null) {
            claims.add(claim);
        }
        crew.execute(() -> {
            try {
                step.work().run();
            } catch (RuntimeException e) {
                LOG.warn("A step was left; it is taken up again when its lease ends", e);
            } finally {
                if (claim != null) {
                    claims.remove(claim);
                }
                busy.end(step.api());
                ring.release();
            }
        });
    }

    private void rest(Semaphore ring) {
        try {
            if (ring.tryAcquire(settings.workers().tick().toMillis(), TimeUnit.MILLISECONDS)) {
                ring.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void renew() {
        Duration pause = settings.lease().dividedBy(4);
        while (true) {
            try {
                Thread.sleep(pause);
                line.renew(List.copyOf(claims));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("Leases could not be renewed: {}", e.toString());
            }
        }
    }

    @Override
    public void heard(News news) {
        rings.values().forEach(Semaphore::release);
    }

    @Override
    public void missed() {
        rings.values().forEach(Semaphore::release);
    }

    /** Takes nothing more, then lets what is under way end while its leases are renewed, and leaves the rest to other nodes. */
    @Override
    public synchronized void stop() {
        running = false;
        rings.values().forEach(Semaphore::release);
        var crew = hands;
        if (crew != null && !farewell(crew)) {
            LOG.warn("Some steps did not end in time; other nodes take them up when their leases end");
        }
        attending.clear();
        if (leases != null) {
            leases.interrupt();
        }
    }

    /** The crew is dismissed only once nobody hands it steps any more. */
    private boolean farewell(ExecutorService crew) {
        Duration most = settings.workers().farewell();
        try {
            boolean quiet = true;
            for (Thread station : attending) {
                quiet &= station.join(most);
            }
            crew.shutdown();
            return crew.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS) && quiet;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isAutoStartup() {
        return settings.workers().autoStartup();
    }
}
