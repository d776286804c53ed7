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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

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
    private final UpstreamLoop loop;

    /**
     * Starts the thread that serves the connections to the other server.
     *
     * @param upstream the other server
     * @param timeout how long it may be silent while it is waited for
     */
    public ReverseProxy(InetSocketAddress upstream, Duration timeout) throws IOException {
        loop = new UpstreamLoop(upstream, timeout);
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

    /** Forwards port 8080 to a port that is given as an argument. */
    public static void main(String[] args) throws IOException, InterruptedException {
        InetSocketAddress upstream = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        try (ReverseProxy proxy = new ReverseProxy(upstream, Duration.ofSeconds(30));
                HttpServer server =
                        HttpServer.builder().port(8080).handler(proxy).start()) {
            System.out.println("Listening on " + server.address());
            server.awaitEnd();
        }
    }
}
