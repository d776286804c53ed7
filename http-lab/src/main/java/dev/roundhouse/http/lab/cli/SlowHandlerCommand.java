package dev.roundhouse.http.lab.cli;

import dev.roundhouse.http.cli.CliCommand;
import dev.roundhouse.http.cli.IntParser;
import dev.roundhouse.http.cli.OptionValue;
import dev.roundhouse.http.cli.ShutdownSignals;
import dev.roundhouse.http.cli.StartupException;
import dev.roundhouse.http.conformance.cli.InstalledTransports;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import dev.roundhouse.http.transport.TransportSettings;
import dev.roundhouse.http.transport.VirtualThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * A server for the lab, whose handler blocks as if it waited for a database. A transport with event loops calls it on other
 * threads: virtual ones where this Java has them.
 */
final class SlowHandlerCommand extends CliCommand {
    private static final int DELAY_MILLIS = 20;
    private static final int MAX_THREADS = 256;

    /** The transport with event loops; the others have a thread for each connection. */
    private static final String EVENT_LOOPS = "nio";

    private final OptionValue<Integer> port = option("--port", "N", IntParser::port)
            .description("Port on 127.0.0.1.")
            .required();

    private final OptionValue<Transport> transport = option("--transport", "NAME", TransportRegistry.installed()::get)
            .description(String.join(", ", TransportRegistry.installed().names()) + ".")
            .required();

    SlowHandlerCommand() {
        super("slow-handler");
    }

    @Override
    protected void describeUsage(UsageMessageSpec help) {
        help.hidden(true).description("Respond to every request after 20 ms.");
    }

    @Override
    public Integer call() throws InterruptedException {
        CountDownLatch shutdownRequested = new CountDownLatch(1);
        ShutdownSignals.onFirstSignal(shutdownRequested::countDown, Runtime.getRuntime()::halt);
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port.value());
        ExecutorService threads =
                VirtualThreads.isSupported() ? VirtualThreads.newExecutor() : Executors.newFixedThreadPool(MAX_THREADS);
        Handler inline = SlowHandlerCommand::handle;
        Handler handler = transport.value().name().equals(EVENT_LOOPS) ? inline.on(threads) : inline;
        try (Listener listener = InstalledTransports.requireAvailable(transport.value())
                .start(Service.of(handler), TransportSettings.at(address))) {
            shutdownRequested.await();
            listener.shutdown(Duration.ZERO);
            return 0;
        } catch (IOException failed) {
            throw new StartupException("Cannot listen on port " + port.value() + ": " + failed.getMessage(), failed);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Reply handle(Request request) throws IOException {
        try {
            Thread.sleep(DELAY_MILLIS);
            return Response.plain(Status.OK, "That took 20 ms.");
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the server is shutting down");
        }
    }
}
