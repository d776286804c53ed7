package dev.roundhouse.http.h1;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.message.HttpGrammar;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The chunked transfer coding (RFC 9112 §7.1), read to the letter: the chunk line is where requests are smuggled, so a size
 * is hexadecimal digits, an extension is what the grammar says, lines end with CR LF, and everything has a bound. Trailer
 * fields are checked and then dropped, as §7.1.2 allows.
 */
final class ChunkedDecoder implements BodyDecoder {
    /** Fifteen digits are 2^60 octets; one more could overflow. RFC 9112 §7.1 asks to guard against it. */
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

    private final Limits limits;
    private final HeadBuffer trailers;
    private DecoderState step = DecoderState.SIZE;
    private ChunkExtension extension = ChunkExtension.BEFORE_SEMICOLON;
    private int extensionOctets;
    private int digits;
    private long left;
    private long total;

    ChunkedDecoder(Limits limits) {
        this.limits = limits;
        this.trailers = HeadBuffer.ofTrailers(limits);
    }

    @Override
    public void decode(ByteBuffer wire, Sink sink) throws Http1Exception, IOException {
        while (wire.hasRemaining() && step != DecoderState.DONE) {
            switch (step) {
                case DATA -> data(wire, sink);
                case TRAILERS -> trailers(wire);
                default -> step = next(wire.get());
            }
        }
    }

    @Override
    public boolean isDone() {
        return step == DecoderState.DONE;
    }

    @Override
    public long outstanding() {
        return left;
    }

    private void data(ByteBuffer wire, Sink sink) throws Http1Exception, IOException {
        int count = (int) Math.min(left, wire.remaining());
        left -= count;
        if (left == 0) {
            step = DecoderState.DATA_CR;
        }
        BodyDecoder.pass(wire, count, sink);
    }

    private void trailers(ByteBuffer wire) throws Http1Exception {
        byte[] section = trailers.take(wire);
        if (section.length > 0) {
            FieldLineParser.parse(section, 0, limits.fields());
            step = DecoderState.DONE;
        }
    }

    private DecoderState next(byte octet) throws Http1Exception {
        return switch (step) {
            case SIZE -> size(octet);
            case EXTENSION -> extension(octet);
            case SIZE_LF -> endOfSize(octet);
            case DATA_CR -> require(octet == HttpGrammar.CR, Http1Error.CHUNK_NOT_TERMINATED, DecoderState.DATA_LF);
            case DATA_LF -> require(octet == HttpGrammar.LF, Http1Error.CHUNK_NOT_TERMINATED, DecoderState.SIZE);
            case DATA, TRAILERS, DONE -> step;
        };
    }

    private DecoderState size(byte octet) throws Http1Exception {
        int digit = HttpGrammar.hexDigit(octet);
        if (digit >= 0) {
            left = left * 16 + digit;
            return require(++digits <= SIZE_DIGITS, Http1Error.CHUNK_SIZE_MALFORMED, DecoderState.SIZE);
        }
        require(digits > 0, Http1Error.CHUNK_SIZE_MALFORMED, DecoderState.SIZE);
        if (octet == HttpGrammar.CR) {
            return DecoderState.SIZE_LF;
        }
        boolean extended = octet == ';' || octet == HttpGrammar.SP || octet == HttpGrammar.HTAB;
        require(extended, Http1Error.CHUNK_SIZE_MALFORMED, DecoderState.EXTENSION);
        extension = ChunkExtension.BEFORE_SEMICOLON;
        return extension(octet);
    }

    private DecoderState extension(byte octet) throws Http1Exception {
        if (octet == HttpGrammar.CR) {
            return require(extension.mayEnd(), Http1Error.CHUNK_EXTENSION_MALFORMED, DecoderState.SIZE_LF);
        }
        extension = extension.next(octet);
        return require(
                ++extensionOctets <= limits.chunkExtensions(),
                Http1Error.CHUNK_EXTENSION_TOO_LONG,
                DecoderState.EXTENSION);
    }

    private DecoderState endOfSize(byte octet) throws Http1Exception {
        require(octet == HttpGrammar.LF, Http1Error.BARE_CR, DecoderState.SIZE_LF);
        digits = 0;
        total += left;
        require(total <= limits.body(), Http1Error.BODY_TOO_LARGE, DecoderState.DATA);
        return left == 0 ? DecoderState.TRAILERS : DecoderState.DATA;
    }

    private static DecoderState require(boolean holds, Http1Error otherwise, DecoderState next) throws Http1Exception {
        if (!holds) {
            throw new Http1Exception(otherwise);
        }
        return next;
    }
}
