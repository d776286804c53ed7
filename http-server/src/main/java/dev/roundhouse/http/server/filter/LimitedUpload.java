package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.Upload;

/** An upload with a lower limit. */
final class LimitedUpload extends ForwardingUpload {
    private final long maxBytes;

    LimitedUpload(Upload upload, long maxBytes) {
        super(upload);
        this.maxBytes = maxBytes;
    }

    @Override
    public long maxBytes() {
        return maxBytes;
    }
}
