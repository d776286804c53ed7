package dev.roundhouse.benchmarks;

import io.helidon.common.tls.Tls;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.staticcontent.FileSystemHandlerConfig;
import io.helidon.webserver.staticcontent.StaticContentFeature;
import java.nio.file.Path;

/** Helidon SE with its static content, on virtual threads. Arguments: directory, port, and for TLS a PKCS#12 file. */
public final class Helidon {
    private Helidon() {}

    public static void main(String[] args) {
        FileSystemHandlerConfig files = FileSystemHandlerConfig.create(Path.of(args[0]));
        WebServerConfig.Builder server = WebServer.builder();
        if (args.length > 2) {
            server.tls(Tls.builder().sslContext(TlsContext.of(args[2])).build());
        }
        server.host("127.0.0.1")
                .port(Integer.parseInt(args[1]))
                .routing(HttpRouting.builder().register("/", StaticContentFeature.createService(files)))
                .build()
                .start();
    }
}
