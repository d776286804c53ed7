package dev.roundhouse.http.examples;

import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.transport.Listener;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.TransportSettings;
import dev.roundhouse.http.transport.nio.NioTransport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Serves a lambda with selector loops. Replace NioTransport by BlockingTransport to use threads instead. */
public final class TenLineServer {
    private TenLineServer() {}

    /** Starts the server. Port 0 selects a free port. */
    public static Listener start(int port) throws IOException {
        Handler handler = request -> Response.plain(Status.OK, "You requested " + request.target());
        Service service = Service.of(handler.limitedTo(Method.GET, Method.HEAD));
        TransportSettings transportSettings =
                TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new NioTransport().start(service, transportSettings);
    }

    /** Serves on port 8080 until the process is stopped. */
    public static void main(String[] args) throws IOException {
        System.out.println("Listening on " + start(8080).address());
    }
}
