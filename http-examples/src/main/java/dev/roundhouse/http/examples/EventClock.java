package dev.roundhouse.http.examples;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.content.EventStream;
import dev.roundhouse.http.server.content.ServerEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Sends the time to all of its clients, as server-sent events. A client that waits costs no thread. */
public final class EventClock implements Handler, AutoCloseable {
    private final InstantSource clock;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "event-clock");
        thread.setDaemon(true);
        return thread;
    });

    private final ScheduledFuture<?> ticks;

    /** Starts a clock. The interval is that of its events. */
    public EventClock(InstantSource clock, Duration interval) {
        this.clock = clock;
        ticks = timer.scheduleAtFixedRate(this::tick, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The event is encoded once for all clients. A client that does not read is disconnected when its queue is full. */
    private void tick() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        ServerEvent event = ServerEvent.builder()
                .id(Long.toString(now.toEpochMilli()))
                .name("tick")
                .data(now.toString())
                .build();
        streams.forEach(stream -> stream.send(event));
    }

    @Override
    public Reply handle(Request request) {
        EventStream stream = new EventStream();
        streams.add(stream);
        stream.onClose(() -> streams.remove(stream));
        return stream.response();
    }

    /** The number of connected clients. */
    public int clientCount() {
        return streams.size();
    }

    @Override
    public void close() {
        ticks.cancel(false);
        timer.shutdown();
        streams.forEach(EventStream::close);
    }

    /** Serves the time on port 8080: {@code curl -N http://127.0.0.1:8080/}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (EventClock clock = new EventClock(InstantSource.system(), Duration.ofSeconds(1));
                HttpServer server =
                        HttpServer.builder().port(8080).handler(clock).start()) {
            System.out.println("Listening on " + server.address());
            server.awaitEnd();
        }
    }
}
