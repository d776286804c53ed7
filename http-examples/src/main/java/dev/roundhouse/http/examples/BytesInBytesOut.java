package dev.roundhouse.http.examples;

import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.h1.server.ServerFields;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The bytes of requests in, the bytes of responses out, and nothing else: no socket, no thread, no clock. */
public final class BytesInBytesOut {
    private BytesInBytesOut() {}

    /** What a server that greets would answer to these bytes, at noon of the first of January 1970. */
    public static String respond(String requests) throws IOException {
        Http1Connection connection = new Http1Connection(
                Http1Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 12 * 3600, "Example"), 0);

        // What happened: some bytes have come.
        connection.receive(StandardCharsets.ISO_8859_1.encode(requests), 0);

        // What is wanted: answers to requests, and bytes to be sent, until there is neither. Requests that had to wait
        // for
        // room in the output are given out when it has been sent.
        StringBuilder sent = new StringBuilder();
        while (answerNext(connection) || sendSome(connection, sent)) {
            // There may be more.
        }
        return sent.toString();
    }

    private static boolean answerNext(Http1Connection connection) {
        Optional<Exchange> next = connection.nextExchange(0);
        next.ifPresent(exchange -> exchange.reply(greeting(exchange.request()), 0));
        return next.isPresent();
    }

    private static Response greeting(Request request) {
        return Response.plain(Status.OK, "Hello " + request.target().path());
    }

    private static boolean sendSome(Http1Connection connection, StringBuilder sent) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(16 << 10);
        int count = connection.output().copyTo(bytes);
        sent.append(StandardCharsets.ISO_8859_1.decode(bytes.flip()));
        connection.markSent(count, 0);
        return count > 0;
    }

    /** Prints an answer. */
    public static void main(String[] args) throws IOException {
        System.out.print(respond("GET /world HTTP/1.1\r\nHost: example\r\n\r\n"));
    }
}
