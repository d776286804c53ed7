package dev.roundhouse.http.examples;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Turns the bytes of requests into the bytes of responses, without socket, thread or clock. */
public final class BytesInBytesOut {
    private BytesInBytesOut() {}

    /** Returns the responses of a server that greets, at noon on 1 January 1970. */
    public static String respond(String requests) throws IOException {
        ServerFields serverFields = new ServerFields(() -> 12 * 3600, "Example");
        return respond(requests, new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, serverFields, 0));
    }

    /** As above, with a connection of any protocol. */
    static String respond(String requests, Connection connection) throws IOException {
        // Events: bytes have been received.
        connection.receive(StandardCharsets.ISO_8859_1.encode(requests), 0);

        // Queries: requests to reply to, and bytes to send, until there is neither. A request may have to wait for room
        // in the output, so requests are polled again after each send.
        StringBuilder sent = new StringBuilder();
        while (handleRequest(connection) || send(connection, sent)) {
            // Continue.
        }
        return sent.toString();
    }

    private static boolean handleRequest(Connection connection) {
        Optional<Exchange> next = connection.nextExchange(0);
        next.ifPresent(exchange -> exchange.reply(greeting(exchange.request()), 0));
        return next.isPresent();
    }

    private static Response greeting(Request request) {
        return Response.plain(Status.OK, "Hello " + request.target().path());
    }

    private static boolean send(Connection connection, StringBuilder sent) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(16 << 10);
        int count = connection.output().copyTo(bytes);
        sent.append(StandardCharsets.ISO_8859_1.decode(bytes.flip()));
        connection.markSent(count, 0);
        return count > 0;
    }

    /** Prints a response. */
    public static void main(String[] args) throws IOException {
        System.out.print(respond("GET /world HTTP/1.1\r\nHost: example\r\n\r\n"));
    }
}
