package dev.roundhouse.http.examples;

import static dev.roundhouse.http.server.filter.Filters.header;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.StaticFiles;
import dev.roundhouse.http.server.routing.Routes;
import java.io.IOException;
import java.nio.file.Path;

/** Static files below a prefix, with index files, security headers, and the root redirected to them. */
public final class DocumentationSite {
    private DocumentationSite() {}

    /** Starts the server. Port 0 selects a free port. */
    public static HttpServer start(int port, Path directory) throws IOException {
        Routes routes = Routes.of()
                .get("/", request -> Response.of(Status.FOUND).with("Location", "docs/"))
                .mount(
                        "/docs",
                        StaticFiles.of(directory),
                        header("Content-Security-Policy", "default-src 'self'"),
                        header("Referrer-Policy", "no-referrer"));
        return HttpServer.builder().port(port).handler(routes).start();
    }

    /** Serves the directory "public" on port 8080 until the process is stopped. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (HttpServer server = start(8080, Path.of("public"))) {
            System.out.println("Listening on port " + server.port());
            server.awaitEnd();
        }
    }
}
