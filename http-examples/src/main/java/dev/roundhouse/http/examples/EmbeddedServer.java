package dev.roundhouse.http.examples;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.StaticFiles;
import dev.roundhouse.http.server.content.Uploads;
import dev.roundhouse.http.server.routing.Routes;
import java.io.IOException;
import java.nio.file.Path;

/** A page, an upload and a directory, with three routes. */
public final class EmbeddedServer {
    private static final long MIB = 1 << 20;

    private EmbeddedServer() {}

    /**
     * Starts the server. Port 0 selects a free port.
     *
     * @param documents served below /docs
     * @param received receives the files
     */
    public static HttpServer start(int port, Path documents, Path received) throws IOException {
        return HttpServer.builder()
                .port(port)
                .transport("nio")
                .handler(Routes.of()
                        .get("/hello/{name}", request -> Response.plain(Status.OK, "Hello, " + request.path("name")))
                        // A parameter is a single name: it contains no slash, and is not "..".
                        .post(
                                "/files/{id}",
                                request -> Uploads.toFile(received.resolve(request.path("id")), 100 * MIB)
                                        .then(saved -> Response.of(Status.CREATED)))
                        .mount("/docs", StaticFiles.of(documents)))
                .start();
    }

    /** Serves the directory "docs" on port 8080 until the process is stopped. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (HttpServer server = start(8080, Path.of("docs"), Path.of("."))) {
            System.out.println("Listening on port " + server.port());
            server.awaitEnd();
        }
    }
}
