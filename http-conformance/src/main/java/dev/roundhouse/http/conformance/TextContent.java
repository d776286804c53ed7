package dev.roundhouse.http.conformance;

import dev.roundhouse.http.message.Content;
import dev.roundhouse.http.message.HttpGrammar;
import java.nio.ByteBuffer;

/** A text that is read as files are. */
final class TextContent implements Content {
    private final byte[] octets;

    TextContent(String text) {
        this.octets = HttpGrammar.of(text);
    }

    @Override
    public long length() {
        return octets.length;
    }

    @Override
    public int read(long position, ByteBuffer target) {
        if (position >= octets.length) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), octets.length - position);
        target.put(octets, (int) position, count);
        return count;
    }

    @Override
    public void close() {
        // Nothing stands behind it.
    }
}
