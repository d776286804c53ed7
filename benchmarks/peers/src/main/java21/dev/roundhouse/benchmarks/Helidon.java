package dev.roundhouse.benchmarks;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.staticcontent.FileSystemHandlerConfig;
import io.helidon.webserver.staticcontent.StaticContentFeature;
import java.nio.file.Path;

/** Helidon SE with its static content, on virtual threads. Arguments: directory, port. */
public final class Helidon {
    private Helidon() {}

    public static void main(String[] args) {
        FileSystemHandlerConfig files = FileSystemHandlerConfig.create(Path.of(args[0]));
        WebServer.builder()
                .host("127.0.0.1")
                .port(Integer.parseInt(args[1]))
                .routing(HttpRouting.builder().register("/", StaticContentFeature.createService(files)))
                .build()
                .start();
    }
}
