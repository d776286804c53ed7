package dev.roundhouse.http.app;

import dev.roundhouse.http.app.endpoint.Endpoint;
import dev.roundhouse.http.app.logging.LoggingObserver;
import dev.roundhouse.http.app.server.FatalErrorHandler;
import dev.roundhouse.http.app.server.Server;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportRegistry;
import dev.roundhouse.http.transport.TransportSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The server program with a handler that uses up the memory on request. */
final class FailingServer {
    private FailingServer() {}

    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(new FatalErrorHandler());
        Transport transport = TransportRegistry.installed().get(args[0]);
        Service.ConnectionFactory connectionFactory = Service.http1(Http1Limits.DEFAULT, Timeouts.DEFAULT, "");
        Server server = new Server(
                transport,
                List.of(new Endpoint(
                        "http",
                        "--port",
                        new Service(connectionFactory, FailingServer::respond, new LoggingObserver(System::nanoTime)),
                        TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)))),
                Duration.ZERO,
                () -> {},
                () -> {});
        server.start();
        System.out.println(server.address().getPort());
        server.awaitShutdown();
    }

    private static Reply respond(Request request) {
        return switch (request.target().path()) {
            case "/memory" ->
                Response.plain(Status.OK, "kept " + exhaustMemory().size());
            case "/large" -> Response.plain(Status.OK, "kept " + new long[Integer.MAX_VALUE].length);
            case "/failure" -> throw new IllegalStateException("on purpose");
            default -> Response.plain(Status.OK, "well");
        };
    }

    private static List<byte[]> exhaustMemory() {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new byte[1 << 16]);
        }
    }
}
