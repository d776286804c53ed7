package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/** An upload with responses for its failures. A failure while bytes are received ends the upload: its response is sent early. */
final class RecoveringUpload extends ForwardingUpload {
    private final Function<Throwable, Optional<Response>> recovery;
    private Optional<Response> recovered = Optional.empty();

    RecoveringUpload(Upload upload, Function<Throwable, Optional<Response>> recovery) {
        super(upload);
        this.recovery = recovery;
    }

    @Override
    public boolean isReady() {
        return recovered.isPresent() || super.isReady();
    }

    @Override
    public Optional<Response> earlyResponse() {
        return recovered.isPresent() ? recovered : super.earlyResponse();
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        if (recovered.isPresent()) {
            return;
        }
        try {
            super.receive(bytes);
        } catch (IOException | RuntimeException failure) {
            recovered = recovery.apply(failure);
            if (recovered.isEmpty()) {
                throw failure;
            }
        }
    }

    @Override
    public void receiveTrailers(Headers trailers) {
        if (recovered.isEmpty()) {
            super.receiveTrailers(trailers);
        }
    }

    /** The last bytes may be those that failed: then there was no occasion to send the response early. */
    @Override
    public Reply finish() throws IOException {
        if (recovered.isPresent()) {
            super.abort();
            return recovered.get();
        }
        try {
            return Replies.recover(super.finish(), recovery);
        } catch (IOException | RuntimeException failure) {
            Optional<Response> response = recovery.apply(failure);
            if (response.isPresent()) {
                return response.get();
            }
            throw failure;
        }
    }
}
