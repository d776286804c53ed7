package dev.roundhouse.benchmarks;

import java.nio.file.Path;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty with its resource handler, whose cache is on by default. Arguments: directory, port, and for TLS a PKCS#12 file. */
public final class Jetty {
    private Jetty() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = args.length > 2 ? tls(server, args[2]) : new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[1]));
        server.addConnector(connector);
        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(ResourceFactory.of(server).newResource(Path.of(args[0])));
        server.setHandler(files);
        server.start();
        server.join();
    }

    private static ServerConnector tls(Server server, String file) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(file);
        tls.setKeyStorePassword(TlsContext.PASSWORD);
        return new ServerConnector(server, tls);
    }
}
