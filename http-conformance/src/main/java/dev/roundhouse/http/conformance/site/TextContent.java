package dev.roundhouse.http.conformance.site;

import dev.roundhouse.http.grammar.HttpGrammar;
import dev.roundhouse.http.message.Content;
import java.nio.ByteBuffer;

/** A text that is read like a file. */
final class TextContent implements Content {
    private final byte[] bytes;

    TextContent(String text) {
        this.bytes = HttpGrammar.encode(text);
    }

    @Override
    public long length() {
        return bytes.length;
    }

    @Override
    public int read(long position, ByteBuffer target) {
        if (position >= bytes.length) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), bytes.length - position);
        target.put(bytes, (int) position, count);
        return count;
    }

    @Override
    public void close() {
        // Nothing to close.
    }
}
