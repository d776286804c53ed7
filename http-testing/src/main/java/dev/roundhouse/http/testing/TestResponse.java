package dev.roundhouse.http.testing;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A complete response, as a client receives it. */
public final class TestResponse {
    private final InMemoryExchange exchange;

    TestResponse(InMemoryExchange exchange) {
        this.exchange = exchange;
    }

    /** The status. */
    public Status status() {
        return exchange.received().head().status();
    }

    /** The headers, with those that the connection has added. */
    public Headers headers() {
        return exchange.received().head().headers();
    }

    /** The first value of a header, or empty. */
    public Optional<String> header(String name) {
        return headers().first(name);
    }

    /** The bytes of the body, without transfer coding. */
    public byte[] bytes() {
        return exchange.received().body();
    }

    /** The body in UTF-8. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The fields after the body. */
    public Headers trailers() {
        return exchange.received().trailers();
    }

    /** The codes of the interim responses before this one: 100 for a client that waits for it. */
    public List<Integer> interimCodes() {
        return exchange.received().interimCodes();
    }

    /** The exceptions of handler, upload and body: the client received status 500, or an incomplete body. */
    public List<Throwable> failures() {
        return exchange.failures().all();
    }

    @Override
    public String toString() {
        return status() + " " + headers() + " " + bytes().length + " bytes"
                + (failures().isEmpty() ? "" : " " + failures());
    }
}
