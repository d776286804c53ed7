package dev.roundhouse.http.examples;

import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Connection;
import dev.roundhouse.http.h1.ServerStamp;
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
    public static String answer(String requests) throws IOException {
        Http1Connection connection =
                new Http1Connection(Limits.DEFAULT, Timeouts.DEFAULT, new ServerStamp(() -> 12 * 3600, "Example"), 0);

        // What happened: some bytes have come.
        connection.receive(StandardCharsets.ISO_8859_1.encode(requests), 0);

        // What is wanted: answers to requests ...
        for (Optional<Exchange> next = connection.nextExchange(0);
                next.isPresent();
                next = connection.nextExchange(0)) {
            Exchange exchange = next.get();
            exchange.reply(
                    Response.plain(
                            Status.OK, "Hello " + exchange.request().target().path()),
                    0);
        }

        // ... and bytes to be sent.
        ByteBuffer bytes = ByteBuffer.allocate(16 << 10);
        connection.sent(connection.output().copyTo(bytes), 0);
        return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
    }

    /** Prints an answer. */
    public static void main(String[] args) throws IOException {
        System.out.print(answer("GET /world HTTP/1.1\r\nHost: example\r\n\r\n"));
    }
}
