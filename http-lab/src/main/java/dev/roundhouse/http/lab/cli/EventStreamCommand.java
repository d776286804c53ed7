package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.cli.CliCommand;
import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.ShutdownSignals;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.conformance.cli.InstalledTransports;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportRegistry;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A server for {@code benchmarks/event-streams.py}: sends a server-sent event each second to every client, and bytes without end
 * to clients that request {@code /endless}.
 */
final class EventStreamCommand extends CliCommand {
    private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_CONNECTIONS = 100_000;
    private static final Headers EVENT_STREAM = Headers.of("Content-Type", "text/event-stream");

    private final OptionValue<Integer> port = option("--port", "N", IntParser::port)
            .description("Port on 127.0.0.1.")
            .required();

    private final OptionValue<Transport> transport = option("--transport", "NAME", TransportRegistry.installed()::get)
            .description(String.join(", ", TransportRegistry.installed().names()) + ".")
            .required();

    private final Set<TickProducer> streams = ConcurrentHashMap.newKeySet();
    private volatile ByteBuffer event = ByteBuffer.allocate(0);

    EventStreamCommand() {
        super("event-stream");
    }

    @Override
    protected void describeUsage(UsageMessageSpec help) {
        help.hidden(true).description("Send an event to each client every second.");
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch shutdownRequested = new CountDownLatch(1);
        ShutdownSignals.onFirstSignal(shutdownRequested::countDown, Runtime.getRuntime()::halt);
        TransportSettings settings = TransportSettings.at(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port.value()))
                .withMaxConnections(MAX_CONNECTIONS, TransportSettings.UNLIMITED);
        try (Listener listener =
                InstalledTransports.requireAvailable(transport.value()).start(service(), settings)) {
            for (int tick = 1; !shutdownRequested.await(1, TimeUnit.SECONDS); tick++) {
                event = ByteBuffer.wrap(("data: " + tick + "\n\n").getBytes(StandardCharsets.US_ASCII));
                streams.forEach(TickProducer::wakeUp);
            }
            listener.shutdown(Duration.ZERO);
            return 0;
        } catch (IOException failed) {
            throw new StartupException("Cannot listen on port " + port.value() + ": " + failed.getMessage(), failed);
        }
    }

    private Service service() {
        Timeouts standard = Timeouts.DEFAULT;
        Timeouts timeouts =
                new Timeouts(standard.header(), standard.body(), standard.idle(), WRITE_TIMEOUT, standard.linger());
        return new Service(Service.http1(Http1Limits.DEFAULT, timeouts, ""), this::handle, TransportObserver.NONE);
    }

    private Reply handle(Request request) {
        Body.Producer producer =
                request.target().path().equals("/endless") ? new EndlessProducer() : new TickProducer();
        return new Response(Status.OK, EVENT_STREAM, new Body.Streamed(producer));
    }

    /** Produces bytes without end. */
    private static final class EndlessProducer implements Body.Producer {
        @Override
        public Body.Progress produce(ByteBuffer target) {
            target.position(target.limit());
            return Body.Progress.MORE;
        }
    }

    /** Produces each event once; a slow client misses some. */
    private final class TickProducer implements Body.Producer {
        private ByteBuffer last = event;
        private Runnable wakeUp = () -> {};

        @Override
        public void start(Runnable toBeCalled) {
            wakeUp = toBeCalled;
            streams.add(this);
        }

        private void wakeUp() {
            wakeUp.run();
        }

        @Override
        public Body.Progress produce(ByteBuffer target) {
            ByteBuffer current = event;
            if (!current.equals(last)) {
                last = current;
                target.put(current.duplicate());
            }
            return Body.Progress.WAITING;
        }

        @Override
        public void close() {
            streams.remove(this);
        }
    }
}
