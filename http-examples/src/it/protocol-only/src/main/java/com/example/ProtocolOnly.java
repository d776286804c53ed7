package com.example;

import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h1.server.Http1Connection;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A program of another project, with http-protocol as its only dependency. */
public final class ProtocolOnly {
    private ProtocolOnly() {}

    public static void main(String[] args) throws IOException {
        Http1Connection connection =
                new Http1Connection(Http1Limits.DEFAULT, Timeouts.DEFAULT, new ServerFields(() -> 0, "alone"), 0);
        connection.receive(StandardCharsets.US_ASCII.encode("GET / HTTP/1.1\r\nHost: a\r\n\r\n"), 0);
        connection.nextExchange(0).orElseThrow().reply(Response.plain(Status.OK, "ok"), 0);
        ByteBuffer response = ByteBuffer.allocate(1024);
        connection.markSent(connection.output().copyTo(response), 0);
        System.out.print(StandardCharsets.US_ASCII.decode(response.flip()));
    }
}
