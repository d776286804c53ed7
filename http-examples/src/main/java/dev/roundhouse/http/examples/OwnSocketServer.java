package dev.roundhouse.http.examples;

import dev.roundhouse.http.connection.Ending;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Connection;
import dev.roundhouse.http.h1.ServerStamp;
import dev.roundhouse.http.message.Handler;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;

/** http-protocol alone under a plain ServerSocket: one connection after the other, a loop of one's own. */
public final class OwnSocketServer {
    private static final ServerStamp STAMP = new ServerStamp(() -> System.currentTimeMillis() / 1000, "Own");

    private OwnSocketServer() {}

    /** Serves connections until the server socket is closed. */
    public static void serve(ServerSocket server, Handler handler) throws IOException {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                converse(socket, handler);
            }
        }
    }

    private static void converse(Socket socket, Handler handler) throws IOException {
        Http1Connection connection = new Http1Connection(Limits.DEFAULT, Timeouts.DEFAULT, STAMP, System.nanoTime());
        byte[] buffer = new byte[8192];
        while (connection.ending() == Ending.OPEN) {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                connection.receiveEnd(System.nanoTime());
            } else {
                connection.receive(ByteBuffer.wrap(buffer, 0, count), System.nanoTime());
            }
            answer(connection, handler);
            send(connection, socket, buffer);
        }
    }

    private static void answer(Http1Connection connection, Handler handler) throws IOException {
        Optional<Exchange> next = connection.nextExchange(System.nanoTime());
        while (next.isPresent()) {
            next.get().reply(handler.handle(next.get().request()).await(), System.nanoTime());
            next = connection.nextExchange(System.nanoTime());
        }
    }

    private static void send(Http1Connection connection, Socket socket, byte[] buffer) throws IOException {
        while (!connection.output().isEmpty()) {
            int count = connection.output().copyTo(ByteBuffer.wrap(buffer));
            socket.getOutputStream().write(buffer, 0, count);
            connection.sent(count, System.nanoTime());
        }
    }
}
