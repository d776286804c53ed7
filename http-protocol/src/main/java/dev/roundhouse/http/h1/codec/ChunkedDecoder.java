package dev.roundhouse.http.h1.codec;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.h1.Http1Error;
import dev.roundhouse.http.h1.Http1Limits;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.TrailerFields;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The chunked transfer coding (RFC 9112 §7.1), decoded strictly, to prevent request smuggling: sizes are hexadecimal digits, extensions match the grammar, lines end with CR LF, and everything has a limit. Trailer fields that are needed before the content are validated and dropped, as RFC 9110 §6.5.1 demands.
 */
final class ChunkedDecoder implements BodyDecoder {
    /** Fifteen digits are up to 2^60 bytes; sixteen could overflow, which RFC 9112 §7.1 requires recipients to prevent. */
    private static final int SIZE_DIGITS = 15;

    private enum DecoderState {
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILERS,
        DONE
    }

    private final Http1Limits limits;
    private final HeadBuffer trailers;
    private DecoderState state = DecoderState.SIZE;
    private ChunkExtension extension = ChunkExtension.BEFORE_SEMICOLON;
    private int extensionBytes;
    private int digits;
    private long remaining;
    private long totalBytes;
    private Headers trailerFields = Headers.EMPTY;

    ChunkedDecoder(Http1Limits limits) {
        this.limits = limits;
        this.trailers = HeadBuffer.forTrailers(limits);
    }

    @Override
    public void decode(ByteBuffer wire, Sink sink) throws Http1Exception, IOException {
        while (wire.hasRemaining() && state != DecoderState.DONE) {
            switch (state) {
                case DATA -> readData(wire, sink);
                case TRAILERS -> readTrailers(wire);
                default -> state = next(wire.get());
            }
        }
    }

    @Override
    public boolean isDone() {
        return state == DecoderState.DONE;
    }

    @Override
    public Headers trailers() {
        return trailerFields;
    }

    @Override
    public long minRemainingBytes() {
        return remaining;
    }

    private void readData(ByteBuffer wire, Sink sink) throws Http1Exception, IOException {
        int count = (int) Math.min(remaining, wire.remaining());
        remaining -= count;
        if (remaining == 0) {
            state = DecoderState.DATA_CR;
        }
        BodyDecoder.forward(wire, count, sink);
    }

    private void readTrailers(ByteBuffer wire) throws Http1Exception {
        byte[] section = trailers.accumulate(wire);
        if (section.length > 0) {
            trailerFields = TrailerFields.allowedOf(
                    FieldLineParser.parse(section, 0, limits.common().fields()));
            state = DecoderState.DONE;
        }
    }

    private DecoderState next(byte b) throws Http1Exception {
        return switch (state) {
            case SIZE -> readSize(b);
            case EXTENSION -> readExtension(b);
            case SIZE_LF -> finishSize(b);
            case DATA_CR -> require(b == HttpGrammar.CR, Http1Error.CHUNK_NOT_TERMINATED, DecoderState.DATA_LF);
            case DATA_LF -> require(b == HttpGrammar.LF, Http1Error.CHUNK_NOT_TERMINATED, DecoderState.SIZE);
            case DATA, TRAILERS, DONE -> state;
        };
    }

    private DecoderState readSize(byte b) throws Http1Exception {
        int digit = HttpGrammar.hexDigit(b);
        if (digit >= 0) {
            remaining = remaining * 16 + digit;
            return require(++digits <= SIZE_DIGITS, Http1Error.CHUNK_SIZE_MALFORMED, DecoderState.SIZE);
        }
        require(digits > 0, Http1Error.CHUNK_SIZE_MALFORMED, DecoderState.SIZE);
        if (b == HttpGrammar.CR) {
            return DecoderState.SIZE_LF;
        }
        boolean extended = b == ';' || HttpGrammar.isWhitespace(b);
        require(extended, Http1Error.CHUNK_SIZE_MALFORMED, DecoderState.EXTENSION);
        extension = ChunkExtension.BEFORE_SEMICOLON;
        return readExtension(b);
    }

    private DecoderState readExtension(byte b) throws Http1Exception {
        if (b == HttpGrammar.CR) {
            return require(extension.isComplete(), Http1Error.CHUNK_EXTENSION_MALFORMED, DecoderState.SIZE_LF);
        }
        extension = extension.next(b);
        return require(
                ++extensionBytes <= limits.chunkExtensionBytes(),
                Http1Error.CHUNK_EXTENSION_TOO_LONG,
                DecoderState.EXTENSION);
    }

    private DecoderState finishSize(byte b) throws Http1Exception {
        require(b == HttpGrammar.LF, Http1Error.BARE_CR, DecoderState.SIZE_LF);
        digits = 0;
        totalBytes += remaining;
        require(totalBytes <= limits.common().bodyBytes(), Http1Error.BODY_TOO_LARGE, DecoderState.DATA);
        return remaining == 0 ? DecoderState.TRAILERS : DecoderState.DATA;
    }

    private static DecoderState require(boolean holds, Http1Error error, DecoderState next) throws Http1Exception {
        if (!holds) {
            throw new Http1Exception(error);
        }
        return next;
    }
}
