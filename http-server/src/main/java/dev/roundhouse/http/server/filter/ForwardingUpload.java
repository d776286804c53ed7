package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** An upload that passes all calls to another one, for subclasses that change some of them. */
abstract class ForwardingUpload implements Upload {
    private final Upload upload;

    ForwardingUpload(Upload upload) {
        this.upload = upload;
    }

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
        return upload.earlyResponse();
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
        return upload.finish();
    }

    @Override
    public void abort() {
        upload.abort();
    }
}
