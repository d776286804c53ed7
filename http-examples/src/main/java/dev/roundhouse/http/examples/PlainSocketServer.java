package dev.roundhouse.http.examples;

import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.ServerFields;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** http-protocol alone under a plain ServerSocket: one connection after the other, a loop of one's own. */
public final class PlainSocketServer {
    private static final ServerFields SERVER_FIELDS = new ServerFields(() -> System.currentTimeMillis() / 1000, "Own");

    private PlainSocketServer() {}

    /** Serves connections until the server socket is closed. */
    public static void serve(ServerSocket server, Handler handler) throws IOException {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                serve(socket, handler);
            }
        }
    }

    /** A connection that is lost ends alone. */
    private static void serve(Socket socket, Handler handler) {
        try {
            serveConnection(socket, handler);
        } catch (IOException lost) {
            // The peer is gone; the next one is waiting.
        }
    }

    /** The order of calls is that of {@link dev.roundhouse.http.connection.Connection}. */
    private static void serveConnection(Socket socket, Handler handler) throws IOException {
        Http1Connection connection =
                new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, SERVER_FIELDS, System.nanoTime());
        byte[] buffer = new byte[8192];
        while (true) {
            while (handleRequests(connection, handler) || flush(connection, socket, buffer)) {
                // Responses that had to wait for room in the output are made when it has been sent.
            }
            switch (connection.closeState()) {
                case CLOSE -> {
                    return;
                }
                case HALF_CLOSE -> halfClose(socket);
                case OPEN -> {
                    // It goes on.
                }
            }
            receive(connection, socket, buffer);
        }
    }

    /** Hands the next request to the handler; false when there is none. */
    private static boolean handleRequests(Http1Connection connection, Handler handler) throws IOException {
        Optional<Exchange> next = connection.nextExchange(System.nanoTime());
        if (next.isEmpty()) {
            return false;
        }
        next.get().reply(handler.handle(next.get().request()).await(), System.nanoTime());
        return true;
    }

    /** Sends some of the output; false when there is none. */
    private static boolean flush(Http1Connection connection, Socket socket, byte[] buffer) throws IOException {
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

    /** Waits for the peer, but for no longer than the connection wants to. */
    private static void receive(Http1Connection connection, Socket socket, byte[] buffer) throws IOException {
        long wait = TimeUnit.NANOSECONDS.toMillis(connection.deadline() - System.nanoTime());
        socket.setSoTimeout((int) Math.max(1, Math.min(wait, Integer.MAX_VALUE)));
        try {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                connection.receiveEof(System.nanoTime());
            } else {
                connection.receive(ByteBuffer.wrap(buffer, 0, count), System.nanoTime());
            }
        } catch (SocketTimeoutException silent) {
            connection.handleTimeout(System.nanoTime());
        }
    }
}
