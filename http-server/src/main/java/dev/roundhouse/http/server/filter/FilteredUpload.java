package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;

/**
 * An upload with a lower limit, or with responses for its failures. A failure while bytes are received ends the upload: its response
 * is sent early.
 */
final class FilteredUpload implements Upload {
    private final Upload upload;
    private final long maxBytes;
    private final Function<Throwable, Optional<Response>> recovery;
    private Optional<Response> recovered = Optional.empty();

    private FilteredUpload(Upload upload, long maxBytes, Function<Throwable, Optional<Response>> recovery) {
        this.upload = upload;
        this.maxBytes = maxBytes;
        this.recovery = recovery;
    }

    /** Returns an upload with another limit. */
    static FilteredUpload limited(Upload upload, long maxBytes) {
        return new FilteredUpload(upload, maxBytes, failure -> Optional.empty());
    }

    /** Returns an upload with responses for its failures. */
    static FilteredUpload recovering(Upload upload, Function<Throwable, Optional<Response>> recovery) {
        return new FilteredUpload(upload, upload.maxBytes(), recovery);
    }

    @Override
    public void start(Runnable wakeUp) {
        upload.start(wakeUp);
    }

    @Override
    public boolean isReady() {
        return recovered.isPresent() || upload.isReady();
    }

    @Override
    public long maxBytes() {
        return maxBytes;
    }

    @Override
    public Optional<Response> earlyResponse() {
        return recovered.isPresent() ? recovered : upload.earlyResponse();
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        if (recovered.isPresent()) {
            return;
        }
        try {
            upload.receive(bytes);
        } catch (Throwable failure) {
            recovered = Replies.responseTo(failure, recovery);
            if (recovered.isEmpty()) {
                throw failure;
            }
        }
    }

    @Override
    public void receiveTrailers(Headers trailers) {
        if (recovered.isEmpty()) {
            upload.receiveTrailers(trailers);
        }
    }

    /** The last bytes may be those that failed: then there was no occasion to send the response early. */
    @Override
    public Reply finish() throws IOException {
        if (recovered.isPresent()) {
            upload.abort();
            return recovered.get();
        }
        return Replies.recover(upload::finish, recovery);
    }

    @Override
    public void abort() {
        upload.abort();
    }
}
