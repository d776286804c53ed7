package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.io.ByteArrayOutputStream;

/**
 * What a connection is told for which there is no room, before it has said anything: 503, come again (RFC 9110 §15.6.4).
 * The same octets for everybody, so they hold no Date, which §6.6.1 leaves to the server for a 5xx.
 */
public final class OverloadResponse {
    private static final String MESSAGE = "Too many connections. Please try again later.";

    private OverloadResponse() {}

    /**
     * The whole answer.
     *
     * @param seconds after which to come again (RFC 9110 §10.2.3)
     */
    public static byte[] encode(int seconds) {
        Response response = Response.plain(Status.SERVICE_UNAVAILABLE, MESSAGE)
                .with(FieldName.RETRY_AFTER, Integer.toString(seconds));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(ResponseHeadEncoder.encodedHead(response));
        answer.writeBytes(HttpGrammar.encode("Connection: close\r\n\r\n"));
        answer.writeBytes(HttpGrammar.encode(MESSAGE + "\n"));
        return answer.toByteArray();
    }
}
