package dev.roundhouse.http.server.content.multipart;

import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.server.content.Responses;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Receives a multipart body, and responds as soon as it is malformed or too large. */
final class MultipartUpload implements Upload {
    private final MultipartParser parser;
    private final MultipartLimits limits;
    private final FormListener listener;
    private Optional<Response> rejection = Optional.empty();

    MultipartUpload(String boundary, MultipartLimits limits, FormListener listener) {
        this.parser = new MultipartParser(boundary, limits, listener);
        this.limits = limits;
        this.listener = listener;
    }

    @Override
    public void start(Runnable wakeUp) {
        listener.start(wakeUp);
    }

    @Override
    public boolean isReady() {
        return listener.isReady();
    }

    @Override
    public long maxBytes() {
        return limits.bodyBytes();
    }

    @Override
    public Optional<Response> earlyResponse() {
        return rejection;
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        if (rejection.isPresent()) {
            return;
        }
        try {
            parser.parse(bytes);
        } catch (MultipartException invalid) {
            rejection = Optional.of(response(invalid));
        }
    }

    @Override
    public Reply finish() throws IOException {
        if (rejection.isEmpty()) {
            try {
                parser.finish();
                return listener.finish();
            } catch (MultipartException invalid) {
                rejection = Optional.of(response(invalid));
            }
        }
        listener.abort();
        return rejection.get();
    }

    private static Response response(MultipartException invalid) {
        return Responses.text(invalid.status(), "Invalid multipart body: " + invalid.getMessage() + ".");
    }

    @Override
    public void abort() {
        listener.abort();
    }
}
