package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.codec.FieldLineWriter;
import dev.roundhouse.http.h1.codec.Persistence;
import dev.roundhouse.http.message.Headers;

/** The end of every response head: {@link ServerFields}, {@code Connection} and the empty line. RFC 9112 §9.3 */
final class ResponseHeadEnd {
    private static final ServerFields.Encoder<ResponseHeadEnd> ENCODER = ResponseHeadEnd::new;

    private final byte[] implicitKeepAlive;
    private final byte[] explicitKeepAlive;
    private final byte[] close;

    private ResponseHeadEnd(Headers fields) {
        StringBuilder text = new StringBuilder();
        FieldLineWriter.append(text, fields);
        String lines = text.toString();
        this.implicitKeepAlive = HttpGrammar.encode(lines + "\r\n");
        this.explicitKeepAlive = HttpGrammar.encode(lines + "Connection: keep-alive\r\n\r\n");
        this.close = HttpGrammar.encode(lines + "Connection: close\r\n\r\n");
    }

    /**
     * Returns the end of a head, which must not be changed.
     *
     * @param explicitKeepAlive whether to send keep-alive explicitly, to a client of HTTP/1.0
     */
    static byte[] encode(ServerFields fields, Persistence persistence, boolean explicitKeepAlive) {
        ResponseHeadEnd end = fields.encoded(ENCODER);
        if (persistence == Persistence.CLOSE) {
            return end.close;
        }
        return explicitKeepAlive ? end.explicitKeepAlive : end.implicitKeepAlive;
    }
}
