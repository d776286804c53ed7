package dev.roundhouse.http.examples.proxy;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Version;
import dev.roundhouse.http.server.HttpServer;
import dev.roundhouse.http.server.content.Responses;
import dev.roundhouse.http.tls.TlsClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Forwards requests to another server, over one connection for each request. The response is 502 when that server cannot be reached
 * or sends something that is not HTTP, 504 when it is silent for too long, and 503 when the proxy has been closed.
 *
 * <pre>{@code
 * ReverseProxy proxy = new ReverseProxy(new InetSocketAddress("127.0.0.1", 9000), Duration.ofSeconds(30));
 * HttpServer server = HttpServer.builder().port(8080).handler(proxy).start();
 * }</pre>
 */
public final class ReverseProxy implements Handler, AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final UpstreamLoop loop;

    /**
     * Starts the thread that serves the connections to the other server.
     *
     * @param upstream the other server
     * @param timeout how long it may be silent while it is waited for
     */
    public ReverseProxy(InetSocketAddress upstream, Duration timeout) throws IOException {
        loop = new UpstreamLoop(new Upstream(upstream, timeout, Optional.empty()));
    }

    /**
     * Starts the thread that serves the connections to another server with HTTPS.
     *
     * @param upstream the other server; its certificate must be for the host name of this address
     * @param timeout how long it may be silent while it is waited for
     * @param tls verifies its certificate, such as {@code TlsClient.verifying(List.of("http/1.1"))}
     */
    public ReverseProxy(InetSocketAddress upstream, Duration timeout, TlsClient tls) throws IOException {
        loop = new UpstreamLoop(new Upstream(upstream, timeout, Optional.of(tls)));
    }

    @Override
    public Reply handle(Request request) {
        if (request.target().path().isEmpty()) {
            return Responses.text(Status.NOT_IMPLEMENTED, "This proxy forwards requests for a path only.");
        }
        Request forwarded = forwarded(request);
        long length = ForwardedFields.contentLength(request.headers());
        boolean hasBody = length > 0 || request.headers().contains(FieldName.TRANSFER_ENCODING);
        if (hasBody) {
            return new ProxyUpload(loop, forwarded, length);
        }
        UpstreamExchange exchange = new UpstreamExchange(loop, forwarded);
        loop.start(exchange, Body.empty());
        return Reply.later(exchange.reply());
    }

    /** The target is in origin form, and there is a Host field, whatever the client sent. RFC 9112 §3.2.1 */
    private static Request forwarded(Request request) {
        String query = request.target().query().map(text -> "?" + text).orElse("");
        Headers headers = ForwardedFields.of(request.headers());
        return new Request(
                request.method(),
                RequestTarget.originForm(request.target().path() + query),
                Version.HTTP_1_1,
                headers.contains(FieldName.HOST) ? headers : headers.with(FieldName.HOST, request.authority()));
    }

    /** Ends the thread, and the connections. The response to a request without one, and to each later request, is 503. */
    @Override
    public void close() {
        loop.close();
    }

    /** Starts a proxy for a server that is named by a URL, with http or https. */
    static ReverseProxy of(URI upstream) throws IOException {
        boolean isSecure = "https".equals(upstream.getScheme());
        int port = upstream.getPort() >= 0 ? upstream.getPort() : isSecure ? 443 : 80;
        InetSocketAddress address = new InetSocketAddress(upstream.getHost(), port);
        return isSecure
                ? new ReverseProxy(address, TIMEOUT, TlsClient.verifying(List.of("http/1.1")))
                : new ReverseProxy(address, TIMEOUT);
    }

    /**
     * Forwards port 8080 to a server that is given as an argument: its URL, with http or https. The certificate of a private authority
     * needs a trust store for Java, with both properties:
     *
     * <pre>{@code
     * keytool -importcert -noprompt -alias root -file root.pem -keystore ts.p12 -storetype PKCS12 -storepass changeit
     * java -Djavax.net.ssl.trustStore=ts.p12 -Djavax.net.ssl.trustStorePassword=changeit -cp CLASSPATH \
     *     dev.roundhouse.http.examples.proxy.ReverseProxy https://localhost:8443/
     * }</pre>
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (ReverseProxy proxy = of(URI.create(args[0]));
                HttpServer server =
                        HttpServer.builder().port(8080).handler(proxy).start()) {
            System.out.println("Listening on " + server.address());
            server.awaitEnd();
        }
    }
}
