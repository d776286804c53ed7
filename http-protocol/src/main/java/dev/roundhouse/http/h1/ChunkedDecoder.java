package dev.roundhouse.http.h1;

import dev.roundhouse.http.connection.Limits;
import dev.roundhouse.http.message.Octets;
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

    private enum Step {
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
    private Step step = Step.SIZE;
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
    public void decode(ByteBuffer wire, Sink sink) throws RefusedException, IOException {
        while (wire.hasRemaining() && step != Step.DONE) {
            switch (step) {
                case DATA -> data(wire, sink);
                case TRAILERS -> trailers(wire);
                default -> step = next(wire.get());
            }
        }
    }

    @Override
    public boolean isDone() {
        return step == Step.DONE;
    }

    @Override
    public long outstanding() {
        return left;
    }

    private void data(ByteBuffer wire, Sink sink) throws RefusedException, IOException {
        int count = (int) Math.min(left, wire.remaining());
        left -= count;
        if (left == 0) {
            step = Step.DATA_CR;
        }
        BodyDecoder.pass(wire, count, sink);
    }

    private void trailers(ByteBuffer wire) throws RefusedException {
        byte[] section = trailers.take(wire);
        if (section.length > 0) {
            FieldLines.parse(section, 0, limits.fields());
            step = Step.DONE;
        }
    }

    private Step next(byte octet) throws RefusedException {
        return switch (step) {
            case SIZE -> size(octet);
            case EXTENSION -> extension(octet);
            case SIZE_LF -> endOfSize(octet);
            case DATA_CR -> require(octet == Octets.CR, Refusal.CHUNK_NOT_TERMINATED, Step.DATA_LF);
            case DATA_LF -> require(octet == Octets.LF, Refusal.CHUNK_NOT_TERMINATED, Step.SIZE);
            case DATA, TRAILERS, DONE -> step;
        };
    }

    private Step size(byte octet) throws RefusedException {
        int digit = Octets.hexDigit(octet);
        if (digit >= 0) {
            left = left * 16 + digit;
            return require(++digits <= SIZE_DIGITS, Refusal.CHUNK_SIZE_MALFORMED, Step.SIZE);
        }
        require(digits > 0, Refusal.CHUNK_SIZE_MALFORMED, Step.SIZE);
        if (octet == Octets.CR) {
            return Step.SIZE_LF;
        }
        boolean extended = octet == ';' || octet == Octets.SP || octet == Octets.HTAB;
        require(extended, Refusal.CHUNK_SIZE_MALFORMED, Step.EXTENSION);
        extension = ChunkExtension.BEFORE_SEMICOLON;
        return extension(octet);
    }

    private Step extension(byte octet) throws RefusedException {
        if (octet == Octets.CR) {
            return require(extension.mayEnd(), Refusal.CHUNK_EXTENSION_MALFORMED, Step.SIZE_LF);
        }
        extension = extension.next(octet);
        return require(++extensionOctets <= limits.chunkExtensions(), Refusal.CHUNK_EXTENSION_TOO_LONG, Step.EXTENSION);
    }

    private Step endOfSize(byte octet) throws RefusedException {
        require(octet == Octets.LF, Refusal.BARE_CR, Step.SIZE_LF);
        digits = 0;
        total += left;
        require(total <= limits.body(), Refusal.BODY_TOO_LARGE, Step.DATA);
        return left == 0 ? Step.TRAILERS : Step.DATA;
    }

    private static Step require(boolean holds, Refusal otherwise, Step next) throws RefusedException {
        if (!holds) {
            throw new RefusedException(otherwise);
        }
        return next;
    }
}
