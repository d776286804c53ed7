package dev.roundhouse.http.h1;

import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An upload under way: it is ended exactly once, and a mistake of its maker is his failure, not the connection's. */
final class OngoingUpload {
    private final Upload upload;
    private boolean ended;

    OngoingUpload(Upload upload) {
        this.upload = upload;
    }

    void receive(ByteBuffer bytes) throws IOException {
        try {
            upload.receive(bytes);
        } catch (RuntimeException mistake) {
            throw new IOException(mistake);
        }
    }

    Response finish() throws IOException {
        ended = true;
        try {
            return Objects.requireNonNull(upload.finish(), "an upload ends with an answer");
        } catch (RuntimeException mistake) {
            throw new IOException(mistake);
        }
    }

    /** Does nothing when it has been finished, in whatever way. */
    void abandon() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            upload.abandon();
        } catch (RuntimeException mistake) {
            // It must not keep the rest of a connection from being released.
        }
    }
}
