package dev.roundhouse.http.app.explain;

import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.connection.Timeouts;
import dev.roundhouse.http.h1.Http1Connection;
import dev.roundhouse.http.h1.ServerStamp;
import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.handlers.SiteHandler;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * A request and its answer, without a client.
 *
 * @param request its lines as they would be sent, without the empty one at the end
 * @param explanation the decisions about it; nothing when the engine refused it, and no handler saw it
 * @param response the lines of the answer's head
 * @param refusal the sentence of the engine, if it refused the request; else empty
 */
public record Rehearsal(
        List<String> request, Optional<Explanation> explanation, List<String> response, String refusal) {
    private static final String LINE_END = "\r\n";
    private static final int HEAD_AT_MOST = 64 << 10;

    /**
     * Takes a request through the engine and a site.
     *
     * @param request its lines, none with a line end in it
     * @param server the value of the Server field, or empty
     * @throws IOException when the site's files cannot be reached
     */
    public static Rehearsal of(
            List<String> request, SiteHandler site, Limits limits, String server, InstantSource clock)
            throws IOException {
        ServerStamp stamp = new ServerStamp(() -> Math.floorDiv(clock.millis(), 1000L), server);
        Http1Connection connection = new Http1Connection(limits, Timeouts.DEFAULT, stamp, 0);
        connection.receive(octets(request), 0);
        Optional<Exchange> exchange = connection.nextExchange(0);
        Optional<Explanation> explanation = Optional.empty();
        if (exchange.isPresent()) {
            Request asked = exchange.get().request();
            explanation = Optional.of(site.explain(asked));
            exchange.get().reply(site.handle(asked).await(), 0);
        }
        String answer = beginning(connection);
        connection.abort(0);
        int end = Math.max(0, answer.indexOf(LINE_END + LINE_END));
        List<String> response = List.of(answer.substring(0, end).split(LINE_END));
        String refusal = exchange.isPresent() ? "" : answer.substring(end).strip();
        return new Rehearsal(request, explanation, response, refusal);
    }

    private static ByteBuffer octets(List<String> request) {
        return StandardCharsets.UTF_8.encode(String.join(LINE_END, request) + LINE_END + LINE_END);
    }

    private static String beginning(Http1Connection connection) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(HEAD_AT_MOST);
        connection.output().copyTo(octets);
        return StandardCharsets.ISO_8859_1.decode(octets.flip()).toString();
    }
}
