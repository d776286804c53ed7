package dev.roundhouse.http.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An upload whose response is changed. */
record MappedUpload(Upload upload, UnaryOperator<Response> change) implements Upload {
    @Override
    public void start(Runnable wakeUp) {
        upload.start(wakeUp);
    }

    @Override
    public boolean isReady() {
        return upload.isReady();
    }

    @Override
    public long maxBytes() {
        return upload.maxBytes();
    }

    @Override
    public Optional<Response> earlyResponse() {
        return upload.earlyResponse().map(response -> response.map(change));
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        upload.receive(bytes);
    }

    @Override
    public void receiveTrailers(Headers trailers) {
        upload.receiveTrailers(trailers);
    }

    @Override
    public Reply finish() throws IOException {
        return upload.finish().map(change);
    }

    @Override
    public void abort() {
        upload.abort();
    }
}
