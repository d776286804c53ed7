package dev.roundhouse.http.transport;

import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;

/** An upload whose failures are reported to the observer, before the connection responds with 500. */
final class ObservedUpload implements Upload {
    private final Upload upload;
    private final Request request;
    private final SocketAddress peer;
    private final TransportObserver observer;

    ObservedUpload(Upload upload, Request request, SocketAddress peer, TransportObserver observer) {
        this.upload = upload;
        this.request = request;
        this.peer = peer;
        this.observer = observer;
    }

    @Override
    public void receive(ByteBuffer bytes) throws IOException {
        try {
            upload.receive(bytes);
        } catch (Throwable cause) {
            throw reported(cause);
        }
    }

    @Override
    public Response finish() throws IOException {
        try {
            return Objects.requireNonNull(upload.finish(), "Upload.finish() returned null");
        } catch (Throwable cause) {
            throw reported(cause);
        }
    }

    @Override
    public void abort() {
        try {
            upload.abort();
        } catch (Throwable cause) {
            reported(cause);
        }
    }

    private IOException reported(Throwable cause) {
        FatalErrors.rethrowIfFatal(cause);
        observer.handlerFailed(peer, request, cause);
        return new IOException(cause);
    }
}
