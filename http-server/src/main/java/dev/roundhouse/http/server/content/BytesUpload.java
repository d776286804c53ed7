package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Upload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives a body into memory. */
final class BytesUpload implements Upload {
    private final int maxBytes;
    private final BodyHandler<byte[]> handler;

    /** Grows with what is received: a declared length alone allocates nothing. */
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();

    BytesUpload(int maxBytes, BodyHandler<byte[]> handler) {
        this.maxBytes = maxBytes;
        this.handler = handler;
    }

    @Override
    public long maxBytes() {
        return maxBytes;
    }

    @Override
    public void receive(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        received.writeBytes(copy);
    }

    @Override
    public Reply finish() throws IOException {
        return handler.handle(received.toByteArray());
    }
}
