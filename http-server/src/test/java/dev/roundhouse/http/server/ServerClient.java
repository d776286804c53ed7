package dev.roundhouse.http.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A client of a server under test. */
public final class ServerClient {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private ServerClient() {}

    public static HttpResponse<String> get(HttpServer server, String target) throws IOException, InterruptedException {
        return send(request(server, target));
    }

    public static HttpResponse<String> post(HttpServer server, String target, String body)
            throws IOException, InterruptedException {
        return send(request(server, target).POST(BodyPublishers.ofString(body)));
    }

    /** Sends a body whose length is not declared. */
    public static HttpResponse<String> postChunked(HttpServer server, String target, String body)
            throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return send(request(server, target).POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes))));
    }

    public static HttpRequest.Builder request(HttpServer server, String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target));
    }

    public static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}
