package dev.roundhouse.http.server;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.h2.Http2Limits;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.server.filter.Filter;
import dev.roundhouse.http.server.filter.HandlerCloser;
import dev.roundhouse.http.server.filter.HandlerThreads;
import dev.roundhouse.http.server.filter.ThreadedHandler;
import dev.roundhouse.http.tls.TlsObserver;
import dev.roundhouse.http.tls.TlsServer;
import dev.roundhouse.http.tls.TlsSettings;
import dev.roundhouse.http.tls.certificate.CertificateKeyManager;
import dev.roundhouse.http.tls.certificate.TrustedCertificates;
import dev.roundhouse.http.transport.HttpConnections;
import dev.roundhouse.http.transport.Service;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.TransportObserver;
import dev.roundhouse.http.transport.TransportRegistry;
import dev.roundhouse.http.transport.TransportSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/**
 * Creates a server.
 *
 * <pre>{@code
 * HttpServer server = HttpServer.builder()
 *         .host("0.0.0.0").port(80)
 *         .maxConnections(10_000)
 *         .handler(Routes.of().get("/", request -> Response.plain(Status.OK, "Hello")))
 *         .start();
 * }</pre>
 */
public final class HttpServerBuilder {
    private static final String DEFAULT_HOST = "127.0.0.1";
    private static final String DEFAULT_TRANSPORT = "nio";
    private static final int DEFAULT_PORT = 8080;
    private static final Duration DEFAULT_GRACE_PERIOD = Duration.ofSeconds(10);

    /** An upload has a limit of its own, and a body without an upload is discarded. */
    private static final Http1Limits DEFAULT_LIMITS = Http1Limits.of(Limits.DEFAULT.withBodyBytes(Long.MAX_VALUE));

    private SocketAddress address = InetSocketAddress.createUnresolved(DEFAULT_HOST, DEFAULT_PORT);
    private Optional<Transport> transport = Optional.empty();
    private Optional<Handler> handler = Optional.empty();
    private final List<Filter> filters = new ArrayList<>();
    private Optional<ExecutorService> executor = Optional.empty();
    private Http1Limits limits = DEFAULT_LIMITS;
    private Optional<Http2Limits> http2Limits = Optional.empty();
    private boolean hasHttp2 = true;
    private boolean hasPriorKnowledge;
    private Timeouts timeouts = Timeouts.DEFAULT;
    private TransportObserver observer = TransportObserver.systemLogger();
    private int maxConnections = TransportSettings.UNLIMITED;
    private int maxConnectionsPerPeer = TransportSettings.UNLIMITED;
    private int eventLoops = Runtime.getRuntime().availableProcessors();
    private String serverHeader = "";
    private Duration gracePeriod = DEFAULT_GRACE_PERIOD;

    private Optional<SecureService> tls = Optional.empty();

    private record SecureService(
            TlsSettings settings, CertificateKeyManager keys, Optional<TrustedCertificates> clients) {
        Service.ConnectionFactory around(Service.ConnectionFactory inner) throws IOException {
            try {
                TlsServer server = TlsServer.create(
                        settings.withApplicationProtocols(inner.applicationProtocols()),
                        keys,
                        clients.map(TrustedCertificates::trustManager),
                        inner::newConnection,
                        TlsObserver.NONE);
                return server::newConnection;
            } catch (GeneralSecurityException unsupported) {
                throw new IOException("cannot use the settings of TLS: " + unsupported.getMessage(), unsupported);
            }
        }
    }

    HttpServerBuilder() {}

    /**
     * Sets the port; 0 lets the system choose a free one.
     *
     * @throws IllegalArgumentException when it is not a port
     */
    public HttpServerBuilder port(int port) {
        String host = address instanceof InetSocketAddress inet ? inet.getHostString() : DEFAULT_HOST;
        return address(InetSocketAddress.createUnresolved(host, port));
    }

    /** Sets the host name or the IP address of the interface to listen on: {@code 0.0.0.0} for all of them. */
    public HttpServerBuilder host(String host) {
        int port = address instanceof InetSocketAddress inet ? inet.getPort() : DEFAULT_PORT;
        return address(InetSocketAddress.createUnresolved(host, port));
    }

    /** Sets the address, of a kind that the transport supports. */
    public HttpServerBuilder address(SocketAddress socketAddress) {
        this.address = Objects.requireNonNull(socketAddress, "socketAddress must not be null");
        return this;
    }

    /**
     * Sets the transport by its name: {@code nio}, {@code blocking}, {@code virtual}, or another one that is installed.
     *
     * @throws IllegalArgumentException when none has this name; the message lists the names
     */
    public HttpServerBuilder transport(String name) {
        return transport(TransportRegistry.installed().get(name));
    }

    /** Sets the transport. */
    public HttpServerBuilder transport(Transport instance) {
        this.transport = Optional.of(instance);
        return this;
    }

    /** Sets the handler of all requests. If it is {@link AutoCloseable}, it is closed with the server. */
    public HttpServerBuilder handler(Handler root) {
        this.handler = Optional.of(root);
        return this;
    }

    /**
     * Adds a filter of all requests.
     *
     * @param further called in this order, after those that were added before
     */
    public HttpServerBuilder filter(Filter... further) {
        filters.addAll(List.of(further));
        return this;
    }

    /**
     * Sets the threads for handlers that wait ({@link dev.roundhouse.http.server.filter.Filters#waiting}); {@link HandlerThreads}
     * by default.
     *
     * @param threads shut down with the server
     */
    public HttpServerBuilder executor(ExecutorService threads) {
        this.executor = Optional.of(threads);
        return this;
    }

    /**
     * Sets the limits of requests. Those of them that every version has apply to HTTP/2, too, unless {@link #http2Limits} has its own.
     * By default, the length of a body is limited by its upload alone, see {@link
     * dev.roundhouse.http.message.Upload#maxBytes} and {@link dev.roundhouse.http.server.filter.Filters#maxBody}.
     */
    public HttpServerBuilder limits(Http1Limits requestLimits) {
        this.limits = Objects.requireNonNull(requestLimits, "requestLimits must not be null");
        return this;
    }

    /**
     * Sets the limits of HTTP/2, those of requests included. By default, these are the ones of {@link #limits}, and the others are those
     * of {@link Http2Limits#DEFAULT}.
     */
    public HttpServerBuilder http2Limits(Http2Limits requestLimits) {
        this.http2Limits = Optional.of(requestLimits);
        return this;
    }

    /**
     * Sets whether clients that use TLS may select HTTP/2 in the handshake, by ALPN; true by default. Handlers are the same for all
     * versions; {@link dev.roundhouse.http.message.Request#version} is the one of a request.
     */
    public HttpServerBuilder http2(boolean enabled) {
        this.hasHttp2 = enabled;
        return this;
    }

    /**
     * Sets whether clients without TLS may begin with HTTP/2 (prior knowledge, RFC 9113 §3.3), as reverse proxies do; false by
     * default. There is no upgrade from HTTP/1.1.
     */
    public HttpServerBuilder http2PriorKnowledge(boolean allowed) {
        this.hasPriorKnowledge = allowed;
        return this;
    }

    /** Sets how long a handler may take for a reply that comes later; then the response is 503. No limit by default. */
    public HttpServerBuilder handlerTimeout(Duration duration) {
        this.timeouts = timeouts.withHandler(duration);
        return this;
    }

    /** Sets how long a client and a handler may take. */
    public HttpServerBuilder timeouts(Timeouts allTimeouts) {
        this.timeouts = Objects.requireNonNull(allTimeouts, "allTimeouts must not be null");
        return this;
    }

    /** Sets the receiver of events; by default, failures are logged with {@link System.Logger}. */
    public HttpServerBuilder observer(TransportObserver receiver) {
        this.observer = Objects.requireNonNull(receiver, "receiver must not be null");
        return this;
    }

    /**
     * Serves HTTPS instead of HTTP, with the default settings of TLS.
     *
     * <pre>{@code
     * CertificateSource files = CertificateSource.pem(Path.of("fullchain.pem"), Path.of("privkey.pem"));
     * builder.tls(new CertificateKeyManager(CertificateSet.load(List.of(files), Instant.now()), false));
     * }</pre>
     *
     * <p>The server closes neither the key manager nor a timer that replaces its certificates; the key manager has nothing to close.
     *
     * @param keys the certificates; any thread can replace them while the server runs, and several servers can share them
     */
    public HttpServerBuilder tls(CertificateKeyManager keys) {
        return tls(TlsSettings.DEFAULT, keys, Optional.empty());
    }

    /**
     * Serves HTTPS instead of HTTP.
     *
     * @param keys the certificates; they can be replaced while the server runs
     * @param clients the authorities of client certificates, if the settings request them
     */
    public HttpServerBuilder tls(
            TlsSettings settings, CertificateKeyManager keys, Optional<TrustedCertificates> clients) {
        this.tls = Optional.of(new SecureService(settings, keys, clients));
        return this;
    }

    /** Sets the maximum number of open connections; further clients get 503. */
    public HttpServerBuilder maxConnections(int max) {
        this.maxConnections = max;
        return this;
    }

    /** Sets the maximum number of open connections of one IPv4 address or IPv6 /64 network; further ones get 503. */
    public HttpServerBuilder maxConnectionsPerPeer(int max) {
        this.maxConnectionsPerPeer = max;
        return this;
    }

    /** Sets the number of threads of a transport with event loops; one for each processor by default. */
    public HttpServerBuilder eventLoops(int count) {
        this.eventLoops = count;
        return this;
    }

    /** Sets the value of the Server header; none is sent by default. */
    public HttpServerBuilder serverHeader(String value) {
        this.serverHeader = Objects.requireNonNull(value, "value must not be null");
        return this;
    }

    /** Sets how long {@link HttpServer#close} lets responses in progress finish; 10 seconds by default. */
    public HttpServerBuilder gracePeriod(Duration duration) {
        this.gracePeriod = Objects.requireNonNull(duration, "duration must not be null");
        return this;
    }

    /**
     * Starts the server. It accepts connections when the method returns.
     *
     * @throws IllegalStateException when there is no handler, or prior knowledge of HTTP/2 is allowed and HTTP/2 is not
     * @throws IOException when the address cannot be bound, or a setting of TLS is not supported; the message has it
     */
    public HttpServer start() throws IOException {
        Handler root = handler.orElseThrow(() -> new IllegalStateException("no handler was set"));
        Transport started =
                transport.orElseGet(() -> TransportRegistry.installed().get(DEFAULT_TRANSPORT));
        TransportSettings settings = TransportSettings.at(resolvedAddress())
                .withEventLoops(eventLoops)
                .withMaxConnections(maxConnections, maxConnectionsPerPeer);
        Threads threads = executor.map(Threads::of).orElseGet(Threads::own);
        Handler bound =
                Filter.chain(root, filters, unbound -> ThreadedHandler.withThreads(unbound, threads.executor()));
        Service.ConnectionFactory http = connections();
        Service service = new Service(tls.isPresent() ? tls.get().around(http) : http, bound, observer);
        try {
            return new HttpServer(started.start(service, settings), gracePeriod, () -> {
                HandlerCloser.close(root);
                threads.shutdown().run();
            });
        } catch (BindException e) {
            BindException withAddress =
                    new BindException("cannot listen on " + describe(address) + ": " + e.getMessage());
            withAddress.initCause(e);
            throw withAddress;
        }
    }

    private HttpConnections connections() {
        HttpConnections connections = Service.http1(limits, timeouts, serverHeader);
        if (hasHttp2) {
            connections = connections.withHttp2(http2Limits.orElseGet(() -> Http2Limits.of(limits.common())));
        }
        return hasPriorKnowledge ? connections.withPriorKnowledge() : connections;
    }

    /** The threads for handlers that wait, and how they end. */
    private record Threads(Executor executor, Runnable shutdown) {
        static Threads of(ExecutorService executor) {
            return new Threads(executor, executor::shutdownNow);
        }

        /** Without a thread before the first task. */
        static Threads own() {
            HandlerThreads created = HandlerThreads.create();
            return new Threads(created, created::close);
        }
    }

    private SocketAddress resolvedAddress() throws UnknownHostException {
        return address instanceof InetSocketAddress inet && inet.isUnresolved()
                ? new InetSocketAddress(InetAddress.getAllByName(inet.getHostString())[0], inet.getPort())
                : address;
    }

    private static String describe(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getHostString() + ":" + inet.getPort()
                : address.toString();
    }
}
