package dev.roundhouse.http.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.roundhouse.http.server.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServerExamplesTest {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private HttpResponse<String> send(HttpServer server, String method, String target, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + target))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void embedded_server_serves_a_page_an_upload_and_a_directory(@TempDir Path documents, @TempDir Path received)
            throws Exception {
        Files.writeString(documents.resolve("index.html"), "<p>docs");
        try (HttpServer server = EmbeddedServer.start(0, documents, received)) {
            assertEquals(
                    "Hello, World\n", send(server, "GET", "/hello/World", "").body());
            assertEquals(201, send(server, "POST", "/files/a.txt", "content").statusCode());
            assertEquals("<p>docs", send(server, "GET", "/docs/", "").body());
            assertEquals(
                    404,
                    send(server, "POST", "/files/%2E%2E%2Fb.txt", "content").statusCode());
        }
        assertEquals("content", Files.readString(received.resolve("a.txt")));
    }

    @Test
    void notes_api_adds_lists_reads_and_deletes_notes() throws Exception {
        try (HttpServer server = NotesApi.start(0)) {
            HttpResponse<String> created = send(server, "POST", "/notes", "a \"note\"");

            assertEquals(201, created.statusCode());
            assertEquals("/notes/1", created.headers().firstValue("Location").orElseThrow());
            assertEquals(
                    "application/json",
                    created.headers().firstValue("Content-Type").orElseThrow());
            assertEquals(
                    "{\"id\":1,\"text\":\"a \\\"note\\\"\"}",
                    send(server, "GET", "/notes/1", "").body());
            assertEquals(created.body(), send(server, "GET", "/notes/1", "").body());
            assertEquals(
                    "[" + created.body() + "]",
                    send(server, "GET", "/notes", "").body());
            assertEquals(204, send(server, "DELETE", "/notes/1", "").statusCode());
            assertEquals(
                    "{\"error\":\"There is no note 1.\"}",
                    send(server, "GET", "/notes/1", "").body());
            assertEquals(404, send(server, "DELETE", "/notes/1", "").statusCode());
            assertEquals(400, send(server, "GET", "/notes/one", "").statusCode());
            assertEquals(
                    413, send(server, "POST", "/notes", "x".repeat(65 << 10)).statusCode());
            assertEquals(405, send(server, "PUT", "/notes/1", "x").statusCode());
        }
    }

    @Test
    void documentation_site_serves_files_below_a_prefix_with_its_headers(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("index.html"), "<p>index");
        try (HttpServer server = DocumentationSite.start(0, directory)) {
            HttpResponse<String> root = send(server, "GET", "/", "");
            HttpResponse<String> index = send(server, "GET", "/docs/", "");

            assertEquals(302, root.statusCode());
            assertEquals("docs/", root.headers().firstValue("Location").orElseThrow());
            assertEquals("<p>index", index.body());
            assertEquals(
                    "no-referrer", index.headers().firstValue("Referrer-Policy").orElseThrow());
            assertEquals(404, send(server, "GET", "/docs/missing", "").statusCode());
        }
    }
}
