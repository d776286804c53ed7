package dev.roundhouse.benchmarks;

import io.undertow.UndertowOptions;
import io.undertow.server.handlers.resource.PathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import java.nio.file.Path;

/**
 * Undertow with its resource handler; files over 1 KiB go out by transferTo. Arguments: directory, port, and for TLS a PKCS#12 file.
 * With -Dhttp2=true also HTTP/2.
 */
public final class Undertow {
    private Undertow() {}

    public static void main(String[] args) {
        ResourceHandler files = new ResourceHandler(new PathResourceManager(Path.of(args[0])));
        int port = Integer.parseInt(args[1]);
        io.undertow.Undertow.Builder builder = io.undertow.Undertow.builder();
        builder.setServerOption(UndertowOptions.ENABLE_HTTP2, Boolean.getBoolean("http2"));
        if (args.length > 2) {
            builder.addHttpsListener(port, "127.0.0.1", TlsContext.of(args[2]), files);
        } else {
            builder.addHttpListener(port, "127.0.0.1", files);
        }
        builder.build().start();
    }
}
