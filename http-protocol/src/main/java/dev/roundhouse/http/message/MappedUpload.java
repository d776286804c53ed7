package dev.roundhouse.http.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.UnaryOperator;

/** An upload whose response is changed. */
record MappedUpload(Upload upload, UnaryOperator<Response> change) implements Upload {
    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        upload.receive(bytes);
    }

    @Override
    public Response finish() throws IOException {
        return upload.finish().map(change);
    }

    @Override
    public void abort() {
        upload.abort();
    }
}
