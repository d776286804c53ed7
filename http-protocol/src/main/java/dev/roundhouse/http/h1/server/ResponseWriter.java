package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.codec.ChunkedEncoder;
import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Version;

/** Encodes responses, and is the one place that frames them. RFC 9112 §6 */
final class ResponseWriter {
    private static final byte[] CHUNKED_FIELD = HttpGrammar.encode("Transfer-Encoding: chunked\r\n");
    private static final byte[] CONTINUE_RESPONSE = HttpGrammar.encode("HTTP/1.1 100 Continue\r\n\r\n");

    private ResponseWriter() {}

    /**
     * Whether the client finds the end of this response without a close. HTTP/1.0 has no chunked coding, so there a body of
     * unknown length ends with the connection. RFC 9112 §6.1, §6.3 rule 8
     */
    static boolean isSelfDelimiting(Response response, Version version) {
        return response.status().hasNoContent() || response.body().length() >= 0 || version.isAtLeast(Version.HTTP_1_1);
    }

    /** Writes 100 (Continue). RFC 9110 §15.2.1 */
    static void writeContinue(OutputQueue output, Http1Exchange exchange) {
        output.add(CONTINUE_RESPONSE);
        exchange.addHeadBytes(CONTINUE_RESPONSE.length);
    }

    /**
     * Writes head and body of the exchange's response, and the exchange as the listener after them. A HEAD request gets the same
     * head as GET. RFC 9110 §9.3.2
     *
     * @param persistence what the response announces
     */
    static void write(
            OutputQueue output,
            Http1Exchange exchange,
            boolean isHead,
            Version version,
            Persistence persistence,
            ServerFields serverFields) {
        Response response = exchange.response();
        Body body = response.body();
        boolean allowsContent = !response.status().hasNoContent();
        boolean chunked = allowsContent && body.length() < 0 && version.isAtLeast(Version.HTTP_1_1);
        byte[] head = ResponseHeadEncoder.encodedHead(response);
        byte[] headEnd = ResponseHeadEnd.encode(serverFields, persistence, !version.isAtLeast(Version.HTTP_1_1));
        exchange.addHeadBytes(head.length + headEnd.length);
        if (chunked) {
            output.add(head);
            exchange.addHeadBytes(CHUNKED_FIELD.length);
            head = CHUNKED_FIELD;
        }
        Body sent = allowsContent && !isHead ? body : Body.empty();
        output.add(
                head,
                headEnd,
                chunked && sent instanceof Body.Streamed streamed ? chunked(streamed, exchange) : sent,
                exchange);
    }

    private static Body chunked(Body.Streamed streamed, Http1Exchange exchange) {
        ChunkedEncoder encoder = new ChunkedEncoder(streamed.producer());
        exchange.setChunkedEncoder(encoder);
        return new Body.Streamed(encoder);
    }
}
