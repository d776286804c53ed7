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

/** A lambda that answers, served by selector loops. Put a BlockingTransport in the place of NioTransport to swap them. */
public final class TenLineServer {
    private TenLineServer() {}

    /** Starts the server; port 0 takes a free one. */
    public static Listener start(int port) throws IOException {
        Handler greet = request -> Response.plain(Status.OK, "You asked for " + request.target());
        Service service = Service.of(greet.limitedTo(Method.GET, Method.HEAD));
        TransportSettings transportSettings =
                TransportSettings.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new NioTransport().start(service, transportSettings);
    }

    /** Serves at port 8080 until the process is ended. */
    public static void main(String[] args) throws IOException {
        System.out.println("Listening at " + start(8080).address());
    }
}
