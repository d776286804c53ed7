package dev.roundhouse.benchmarks;

import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import java.nio.file.Path;

/** Undertow with its resource handler; files over 1 KiB go out by transferTo. Arguments: directory, port. */
public final class Undertow {
    private Undertow() {}

    public static void main(String[] args) {
        ResourceHandler files = new ResourceHandler(new PathResourceManager(Path.of(args[0])));
        io.undertow.Undertow.builder()
                .addHttpListener(Integer.parseInt(args[1]), "127.0.0.1", files)
                .build()
                .start();
    }
}
