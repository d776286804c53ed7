package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.ByteArrayOutputStream;

/**
 * The response to connections beyond the limit, sent before anything is read: 503 (RFC 9110 §15.6.4). It is the same for all, so
 * it has no Date, which §6.6.1 makes optional for a 5xx.
 */
public final class OverloadResponse {
    private static final String MESSAGE = "Too many connections. Please try again later.";

    private OverloadResponse() {}

    /**
     * Encodes the response.
     *
     * @param seconds the value of Retry-After (RFC 9110 §10.2.3)
     */
    public static byte[] encode(int seconds) {
        Response response = Response.plain(Status.SERVICE_UNAVAILABLE, MESSAGE)
                .with(FieldName.RETRY_AFTER, Integer.toString(seconds));
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        encoded.writeBytes(ResponseHeadEncoder.encodedHead(response));
        encoded.writeBytes(HttpGrammar.encode("Connection: close\r\n\r\n"));
        encoded.writeBytes(HttpGrammar.encode(MESSAGE + "\n"));
        return encoded.toByteArray();
    }
}
