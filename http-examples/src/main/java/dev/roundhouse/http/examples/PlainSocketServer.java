package dev.roundhouse.http.examples;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Uses http-protocol with a plain {@link ServerSocket} and a loop of its own. Serves one connection at a time. */
public final class PlainSocketServer {
    private static final ServerFields SERVER_FIELDS =
            new ServerFields(() -> System.currentTimeMillis() / 1000, "Example");

    private PlainSocketServer() {}

    /** Serves connections until the server socket is closed. */
    public static void serve(ServerSocket server, Handler handler) throws IOException {
        serve(server, handler, PlainSocketServer::newConnection);
    }

    private static Connection newConnection() {
        return new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, SERVER_FIELDS, System.nanoTime());
    }

    /** As above, for any protocol. */
    static void serve(ServerSocket server, Handler handler, Supplier<Connection> connections) throws IOException {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                serve(socket, handler, connections.get());
            }
        }
    }

    /** An I/O error ends this connection only. */
    private static void serve(Socket socket, Handler handler, Connection connection) {
        try {
            runConnection(connection, socket, handler);
        } catch (IOException lost) {
            // The client has gone; the next one may be waiting.
        } finally {
            connection.abort(System.nanoTime());
        }
    }

    /** The order of calls is described in {@link Connection}. */
    private static void runConnection(Connection connection, Socket socket, Handler handler) throws IOException {
        byte[] buffer = new byte[8192];
        while (true) {
            while (handleRequest(connection, handler) || send(connection, socket, buffer)) {
                // A request may have to wait for room in the output, so requests are polled again after each send.
            }
            switch (connection.closeState()) {
                case CLOSE -> {
                    return;
                }
                case HALF_CLOSE -> halfClose(socket);
                case OPEN -> {
                    // Continue.
                }
            }
            // There is neither a request nor output, so the connection wants input.
            receive(connection, socket, buffer);
        }
    }

    /** Passes the next request to the handler. Returns false when there is none. */
    private static boolean handleRequest(Connection connection, Handler handler) throws IOException {
        Optional<Exchange> next = connection.nextExchange(System.nanoTime());
        if (next.isEmpty()) {
            return false;
        }
        Exchange exchange = next.get();
        exchange.reply(handler.handle(exchange.request()).await(), System.nanoTime());
        return true;
    }

    /** Sends a part of the output. Returns false when there is none. */
    private static boolean send(Connection connection, Socket socket, byte[] buffer) throws IOException {
        if (connection.output().isEmpty()) {
            return false;
        }
        int count = connection.output().copyTo(ByteBuffer.wrap(buffer));
        socket.getOutputStream().write(buffer, 0, count);
        connection.markSent(count, System.nanoTime());
        return true;
    }

    private static void halfClose(Socket socket) throws IOException {
        if (!socket.isOutputShutdown()) {
            socket.shutdownOutput();
        }
    }

    /** Receives bytes, or the end of the input, or reports that the deadline has passed. */
    private static void receive(Connection connection, Socket socket, byte[] buffer) throws IOException {
        long wait = TimeUnit.NANOSECONDS.toMillis(connection.deadline() - System.nanoTime());
        socket.setSoTimeout((int) Math.max(1, Math.min(wait, Integer.MAX_VALUE)));
        try {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                connection.receiveEof(System.nanoTime());
            } else {
                connection.receive(ByteBuffer.wrap(buffer, 0, count), System.nanoTime());
            }
        } catch (SocketTimeoutException timeout) {
            connection.handleTimeout(System.nanoTime());
        }
    }
}
