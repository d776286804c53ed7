package dev.roundhouse.http.app.explain;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.handlers.ExplainingHandler;
import dev.roundhouse.http.handlers.Explanation;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.transport.Service;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A request and its answer, without a client.
 *
 * @param request its lines as they would be sent, without the empty one at the end
 * @param explanation the decisions about it; nothing when the engine refused it, and no handler saw it
 * @param response the lines of the answer's head
 * @param error the sentence of the engine, if it refused the request; else empty
 */
public record DryRun(List<String> request, Optional<Explanation> explanation, List<String> response, String error) {
    private static final String LINE_END = "\r\n";
    private static final int MAX_HEAD_BYTES = 64 << 10;

    /**
     * Takes a request through the engine and a handler.
     *
     * @param request its lines, none with a line end in it
     * @param connectionFactory makes the engine
     * @throws IOException when the answer cannot be read
     */
    public static DryRun of(
            List<String> request, ExplainingHandler handler, Service.ConnectionFactory connectionFactory)
            throws IOException {
        Connection connection = connectionFactory.newConnection(0);
        connection.receive(encode(request), 0);
        Optional<Exchange> exchange = connection.nextExchange(0);
        Optional<Explanation> explanation = exchange.map(asked -> explanation(asked.request(), handler));
        exchange.ifPresent(asked -> answer(asked, handler));
        String answer = readHead(connection);
        connection.abort(0);
        int end = Math.max(0, answer.indexOf(LINE_END + LINE_END));
        List<String> response = List.of(answer.substring(0, end).split(LINE_END));
        String error = exchange.isPresent() ? "" : reason(answer.substring(end));
        return new DryRun(request, explanation, response, error);
    }

    /** The text of the body, which is UTF-8 where the head is ISO 8859-1, in one line. */
    private static String reason(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8).strip().replace("\n", ": ");
    }

    private static Explanation explanation(Request request, ExplainingHandler handler) {
        try {
            return handler.explain(request);
        } catch (IOException failed) {
            return Explanation.of("result", "it failed, 500: " + failed);
        }
    }

    /** As a transport does it: a handler that fails is answered for with 500. */
    private static void answer(Exchange exchange, ExplainingHandler handler) {
        try {
            exchange.reply(handler.handle(exchange.request()).await(), 0);
        } catch (IOException failed) {
            exchange.fail(0);
        }
    }

    private static ByteBuffer encode(List<String> request) {
        return StandardCharsets.UTF_8.encode(String.join(LINE_END, request) + LINE_END + LINE_END);
    }

    private static String readHead(Connection connection) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAX_HEAD_BYTES);
        connection.output().copyTo(bytes);
        return StandardCharsets.ISO_8859_1.decode(bytes.flip()).toString();
    }
}
