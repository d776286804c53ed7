package dev.roundhouse.http.app.accesslog;

import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.RequestLine;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.RequestTarget;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Version;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;

/** Sample entries of an access log. */
final class AccessLogEntries {
    private AccessLogEntries() {}

    static SocketAddress peer() {
        try {
            return new InetSocketAddress(InetAddress.getByName("192.0.2.7"), 4711);
        } catch (UnknownHostException never) {
            throw new IllegalStateException(never);
        }
    }

    static CompletedExchange served(Request request) {
        return new CompletedExchange(request, RequestLine.NONE, Status.OK, "", 1234, 1000, true, 0, 5_000_000);
    }

    static CompletedExchange rejected() {
        return rejected(RequestLine.NONE);
    }

    static CompletedExchange rejected(RequestLine line) {
        return new CompletedExchange(null, line, Status.BAD_REQUEST, "HOST_MISSING", 99, 10, true, 0, 0);
    }

    /** A request with a response without a body. */
    static CompletedExchange empty(Request request) {
        return new CompletedExchange(request, RequestLine.NONE, Status.NOT_MODIFIED, "", 99, 0, true, 0, 0);
    }

    static Request request(String target) {
        return new Request(
                Method.GET, RequestTarget.originForm(target), Version.HTTP_1_1, Headers.of("Host", "example"));
    }

    static Request from(String referer, String agent) {
        Headers headers =
                Headers.of("Host", "example").with(FieldName.REFERER, referer).with(FieldName.USER_AGENT, agent);
        return new Request(Method.GET, RequestTarget.originForm("/"), Version.HTTP_1_1, headers);
    }
}
