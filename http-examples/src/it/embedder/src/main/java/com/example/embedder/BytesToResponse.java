package com.example.embedder;

import dev.roundhouse.http.h1.server.Http1;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Turns the bytes of a request into the bytes of a response, without a server. */
public final class BytesToResponse {
    private BytesToResponse() {}

    public static void main(String[] args) throws Exception {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode("GET /ok HTTP/1.1\r\nHost: a\r\n\r\n");
        Request request = Http1.parseRequest(bytes);
        Response response = Response.plain(Status.OK, request.target().path().substring(1));
        System.out.println(StandardCharsets.US_ASCII.decode(Http1.encode(response, request, Instant.now())));
    }
}
