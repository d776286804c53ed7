package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.ServerFields;
import dev.roundhouse.http.h2.stream.FieldBlocks;
import dev.roundhouse.http.hpack.HpackEncoder;
import dev.roundhouse.http.hpack.HpackOutput;
import dev.roundhouse.http.message.HeadEncoder;
import dev.roundhouse.http.message.Response;

/**
 * Encodes the heads of responses as field blocks. They refer to no dynamic table, so a response that is sent more than once keeps its
 * block, whatever connection it is sent on. RFC 9113 §8.3.2
 */
final class ResponseBlocks {
    /** 100 (Continue). RFC 9110 §15.2.1 */
    static final byte[] CONTINUE = encodeStatus(100);

    private static final HeadEncoder<byte[]> HEAD = ResponseBlocks::encode;
    private static final ServerFields.Encoder<byte[]> END = FieldBlocks::encode;

    private ResponseBlocks() {}

    /** Returns the first part of the block of a response, which the response keeps. It must not be changed. */
    static byte[] head(Response response) {
        return response.encodedHead(HEAD);
    }

    /** Returns the rest of the block of each response. It must not be changed. */
    static byte[] end(ServerFields fields) {
        return fields.encoded(END);
    }

    private static byte[] encode(Response response) {
        HpackOutput block = new HpackOutput();
        HpackEncoder.encodeStateless(
                ":status", Integer.toString(response.status().code()), block);
        FieldBlocks.append(block, response.headers());
        long length = response.body().length();
        if (length >= 0 && !response.status().hasNoContent()) {
            HpackEncoder.encodeStateless("content-length", Long.toString(length), block);
        }
        return block.toByteArray();
    }

    private static byte[] encodeStatus(int code) {
        HpackOutput block = new HpackOutput();
        HpackEncoder.encodeStateless(":status", Integer.toString(code), block);
        return block.toByteArray();
    }
}
