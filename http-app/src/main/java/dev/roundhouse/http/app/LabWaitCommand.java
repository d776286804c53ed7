package dev.roundhouse.http.app;

import dev.roundhouse.http.app.config.Counts;
import dev.roundhouse.http.app.config.StartException;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Settings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A server whose handler waits, as if it asked a database: for the lab. It sleeps in the thread that calls it, since this is
 * how handlers are written; what that means depends on the transport.
 */
@Command(name = "lab-wait", hidden = true, description = "Answers each request after 20 ms.")
final class LabWaitCommand implements Callable<Integer> {
    private static final int WAIT_MILLIS = 20;

    @Option(names = "--port", required = true, converter = Counts.Port.class, description = "Port on 127.0.0.1.")
    private int port;

    @Option(names = "--transport", required = true, description = "nio, blocking or virtual.")
    private TransportKind transport;

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch endWanted = new CountDownLatch(1);
        Signals.onFirst(endWanted::countDown);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (Listener listener =
                transport.transport().start(Service.of(LabWaitCommand::answer), Settings.at(address))) {
            endWanted.await();
            listener.drain(Duration.ZERO);
            return 0;
        } catch (IOException failed) {
            throw new StartException("Cannot listen at port " + port + ": " + failed.getMessage(), failed);
        }
    }

    private static Reply answer(Request request) throws IOException {
        try {
            Thread.sleep(WAIT_MILLIS);
            return Response.plain(Status.OK, "That took 20 ms.");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server ends");
        }
    }
}
