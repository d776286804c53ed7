package dev.roundhouse.benchmarks;

import java.nio.file.Path;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Jetty with its resource handler, whose cache is on by default. Arguments: directory, port, and for TLS a PKCS#12 file. With
 * -Dhttp2=true also HTTP/2.
 */
public final class Jetty {
    private Jetty() {}

    public static void main(String[] args) throws Exception {
        Server server = new Server();
        ServerConnector connector = args.length > 2 ? tls(server, args[2]) : clear(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[1]));
        server.addConnector(connector);
        ResourceHandler files = new ResourceHandler();
        files.setBaseResource(ResourceFactory.of(server).newResource(Path.of(args[0])));
        server.setHandler(files);
        server.start();
        server.join();
    }

    private static ServerConnector clear(Server server) {
        HttpConfiguration configuration = new HttpConfiguration();
        return Boolean.getBoolean("http2")
                ? new ServerConnector(
                        server,
                        new HttpConnectionFactory(configuration),
                        new HTTP2CServerConnectionFactory(configuration))
                : new ServerConnector(server);
    }

    private static ServerConnector tls(Server server, String file) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStorePath(file);
        tls.setKeyStorePassword(TlsContext.PASSWORD);
        if (!Boolean.getBoolean("http2")) {
            return new ServerConnector(server, tls);
        }
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer(new SecureRequestCustomizer());
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol("http/1.1");
        return new ServerConnector(
                server,
                tls,
                alpn,
                new HTTP2ServerConnectionFactory(configuration),
                new HttpConnectionFactory(configuration));
    }
}
