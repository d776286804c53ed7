package com.example.embedder;

import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.content.EventStream;
import dev.roundhouse.http.server.content.Responses;
import dev.roundhouse.http.server.content.ServerEvent;
import dev.roundhouse.http.server.content.Uploads;
import dev.roundhouse.http.server.routing.RoutedRequest;
import dev.roundhouse.http.server.routing.Routes;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A JSON API with an upload to a file, server-sent events, and a handler whose reply comes later. */
public final class JsonApi {
    private final Path directory;

    private JsonApi(Path directory) {
        this.directory = directory;
    }

    private Routes routes() {
        return Routes.of()
                .get("/hello/{name}", request -> json("{\"hello\":\"" + request.path("name") + "\"}"))
                .post("/files/{id}", this::upload)
                .get("/slow", request -> slow())
                .get("/events", request -> events());
    }

    private static Response json(String text) {
        return Responses.json(Status.OK, text);
    }

    private Reply upload(RoutedRequest request) {
        Path file = directory.resolve(Integer.parseInt(request.path("id")) + ".bin");
        return Uploads.toFile(file, 1 << 20).then(saved -> Response.of(Status.CREATED));
    }

    private static Reply slow() {
        Executor later = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
        return Reply.later(CompletableFuture.supplyAsync(() -> json("{\"slow\":true}"), later));
    }

    private static Reply events() {
        EventStream stream = new EventStream();
        for (int i = 0; i < 3; i++) {
            stream.send(ServerEvent.builder().data("event " + i).build());
        }
        stream.close();
        return stream.response();
    }

    /** Starts the server with a transport, and requests each route. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("embedder");
        for (String transport : new String[] {"nio", "blocking", SocketTransport.NAME}) {
            try (HttpServer server = HttpServer.builder()
                    .port(0)
                    .transport(transport)
                    .handler(new JsonApi(directory).routes())
                    .start()) {
                URI base = URI.create("http://127.0.0.1:" + server.port());
                expect("{\"hello\":\"you\"}", body(HttpRequest.newBuilder(base.resolve("/hello/you"))));
                expect("", body(HttpRequest.newBuilder(base.resolve("/files/7")).POST(BodyPublishers.ofString("seven"))));
                expect("seven", Files.readString(directory.resolve("7.bin")));
                expect("{\"slow\":true}", body(HttpRequest.newBuilder(base.resolve("/slow"))));
                expect(
                        "data: event 0\n\ndata: event 1\n\ndata: event 2\n\n",
                        body(HttpRequest.newBuilder(base.resolve("/events"))));
            }
        }
        System.out.println("ok");
    }

    private static String body(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }

    private static void expect(String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new IllegalStateException("expected '" + expected + "' but was '" + actual + "'");
        }
    }
}
