package dev.roundhouse.http.app.explain;

import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.ConnectionContext;
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
 * A request and its response, without a network.
 *
 * @param request the lines of the request, without the empty line at the end
 * @param explanation the decisions of the handler; empty if the parser rejected the request
 * @param response the lines of the response head
 * @param error the message of the parser if it rejected the request; otherwise empty
 */
public record DryRun(List<String> request, Optional<Explanation> explanation, List<String> response, String error) {
    private static final String LINE_END = "\r\n";
    private static final int MAX_HEAD_BYTES = 64 << 10;

    /**
     * Processes a request with a connection and a handler.
     *
     * @param request the lines of the request, without line breaks
     * @param connectionFactory creates the connection
     * @throws IOException if the response cannot be read
     */
    public static DryRun of(
            List<String> request, ExplainingHandler handler, Service.ConnectionFactory connectionFactory)
            throws IOException {
        Connection connection = connectionFactory.newConnection(ConnectionContext.NONE, 0);
        connection.receive(encode(request), 0);
        Optional<Exchange> exchange = connection.nextExchange(0);
        Optional<Explanation> explanation = exchange.map(pending -> explanation(pending.request(), handler));
        exchange.ifPresent(pending -> respond(pending, handler));
        String bytes = readHead(connection);
        connection.abort(0);
        int end = Math.max(0, bytes.indexOf(LINE_END + LINE_END));
        List<String> response = List.of(bytes.substring(0, end).split(LINE_END));
        String error = exchange.isPresent() ? "" : reason(bytes.substring(end));
        return new DryRun(request, explanation, response, error);
    }

    /** The text of the body as one line. The body is UTF-8, the head ISO 8859-1. */
    private static String reason(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return new String(bytes, StandardCharsets.UTF_8).strip().replace("\n", ": ");
    }

    private static Explanation explanation(Request request, ExplainingHandler handler) {
        try {
            return handler.explain(request);
        } catch (IOException failed) {
            return Explanation.of("result", "failed with 500: " + failed);
        }
    }

    /** Responds as a transport does: with 500 if the handler fails. */
    private static void respond(Exchange exchange, ExplainingHandler handler) {
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
