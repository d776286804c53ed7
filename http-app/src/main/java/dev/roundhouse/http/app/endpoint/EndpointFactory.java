package dev.roundhouse.http.app.endpoint;

import dev.roundhouse.http.app.config.Http2Config;
import dev.roundhouse.http.app.config.HttpsConfig;
import dev.roundhouse.http.app.config.ServerConfig;
import dev.roundhouse.http.app.endpoint.EndpointShares.Share;
import dev.roundhouse.http.handlers.https.HstsPolicy;
import dev.roundhouse.http.handlers.https.HttpsRedirectHandler;
import dev.roundhouse.http.handlers.https.MisdirectedRequestHandler;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.transport.HttpConnections;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Service.ConnectionFactory;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;

/** Creates the endpoints of a server: one, or one with TLS and one without. */
public final class EndpointFactory {
    private static final String PORT = "--port";
    private static final String HTTP_PORT = "--http-port";

    private final ServerConfig config;
    private final InetAddress address;
    private final EndpointShares shares;
    private final TransportObserver observer;

    /**
     * A factory of endpoints.
     *
     * @param address to listen on
     * @param loops the number of event loops of all endpoints
     * @param connections the maximum number of connections of all endpoints
     * @param observer receives the events of all endpoints
     */
    public EndpointFactory(
            ServerConfig config, InetAddress address, int loops, int connections, TransportObserver observer) {
        this.config = config;
        this.address = address;
        this.shares = EndpointShares.of(config.https(), loops, connections);
        this.observer = observer;
    }

    /** The number of event loops for all endpoints of a server. */
    public static int totalLoops(HttpsConfig https, int processors) {
        return EndpointShares.totalLoops(https, processors);
    }

    /**
     * The endpoint of a server without TLS.
     *
     * @param site handles all requests
     */
    public List<Endpoint> plain(Handler site) {
        return List.of(new Endpoint(
                "http",
                PORT,
                new Service(connections(Headers.EMPTY), site, observer),
                settings(config.listen().port(), shares.first())));
    }

    /**
     * The endpoints of a server with TLS.
     *
     * @param site handles requests to the site
     * @param redirected the handler of the endpoint without TLS, for that of the requests that are redirected
     */
    public List<Endpoint> encrypted(
            Encryption encryption, Handler site, Function<? super Handler, ? extends Handler> redirected) {
        Headers ofEveryResponse = config.https().hsts().map(HstsPolicy::headers).orElse(Headers.EMPTY);
        Endpoint encrypted = new Endpoint(
                "https",
                PORT,
                new Service(
                        encryption.encrypt(connections(ofEveryResponse)),
                        new MisdirectedRequestHandler(encryption::covers, site),
                        observer),
                settings(config.listen().port(), shares.first()));
        if (config.https().httpPort().isEmpty()) {
            return List.of(encrypted);
        }
        Handler second =
                config.https().redirectPort().isPresent() ? redirected.apply(redirect(encryption, encrypted)) : site;
        return List.of(
                encrypted,
                new Endpoint(
                        "http",
                        HTTP_PORT,
                        new Service(connections(Headers.EMPTY), second, observer),
                        settings(config.https().httpPort().getAsInt(), shares.second())));
    }

    /** Redirects to the hosts of this server alone. */
    private Handler redirect(Encryption encryption, Endpoint encrypted) {
        return MisdirectedRequestHandler.beforeRedirect(
                (connection, host) -> encryption.covers(connection, host) || Addresses.isLocal(connection, host),
                new HttpsRedirectHandler(
                        () -> config.https().redirectPort(encrypted.address().getPort())));
    }

    private ConnectionFactory connections(Headers ofEveryResponse) {
        HttpConnections http1 = Service.http1(
                config.limits().toLimits(),
                config.timeouts().toTimeouts(),
                config.listen().serverHeader().value(),
                ofEveryResponse);
        Http2Config http2 = config.http2();
        if (!http2.isEnabled()) {
            return http1;
        }
        HttpConnections both = http1.withHttp2(http2.toLimits(config.limits()));
        return http2.hasPriorKnowledge() ? both.withPriorKnowledge() : both;
    }

    private TransportSettings settings(int port, Share share) {
        TransportSettings defaults = TransportSettings.at(new InetSocketAddress(address, port));
        return defaults.withEventLoops(Math.min(defaults.eventLoops(), share.loops()))
                .withMaxConnections(share.connections(), config.listen().maxConnectionsPerPeer());
    }
}
