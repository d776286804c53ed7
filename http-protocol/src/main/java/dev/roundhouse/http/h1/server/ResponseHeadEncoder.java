package dev.roundhouse.http.h1.server;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.codec.FieldLineWriter;
import dev.roundhouse.http.message.HeadEncoder;
import dev.roundhouse.http.message.Response;

/**
 * Encodes the beginning of a response head: status line (RFC 9112 §4), headers, and Content-Length where the length is
 * known and the status allows it (RFC 9110 §8.6). The chunked coding, {@link ServerFields} and the empty line follow.
 */
final class ResponseHeadEncoder implements HeadEncoder<byte[]> {
    private static final ResponseHeadEncoder INSTANCE = new ResponseHeadEncoder();

    private ResponseHeadEncoder() {}

    /** Returns the encoded head, which the response keeps. It must not be changed. */
    static byte[] encodedHead(Response response) {
        return response.encodedHead(INSTANCE);
    }

    @Override
    public byte[] encode(Response response) {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(response.status()).append("\r\n");
        FieldLineWriter.append(head, response.headers());
        if (response.body().length() >= 0 && !response.status().hasNoContent()) {
            head.append("Content-Length: ").append(response.body().length()).append("\r\n");
        }
        return HttpGrammar.encode(head.toString());
    }
}
