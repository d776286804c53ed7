package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.message.FieldName;
import dev.roundhouse.http.message.Handler;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;

/** Limits the length of request bodies. */
record BodyLimit(Handler next, long maxBytes) implements Handler {
    @Override
    public Reply handle(Request request) throws IOException {
        // The engine has rejected malformed and repeated lengths.
        boolean isTooLong = request.headers()
                .first(FieldName.CONTENT_LENGTH)
                .filter(length -> Long.parseLong(length) > maxBytes)
                .isPresent();
        if (isTooLong) {
            return Response.plain(
                    Status.CONTENT_TOO_LARGE, "The body is longer than the maximum of " + maxBytes + " bytes.");
        }
        return Replies.mapUpload(next.handle(request), this::limit);
    }

    private Upload limit(Upload upload) {
        return upload.maxBytes() <= maxBytes ? upload : FilteredUpload.limited(upload, maxBytes);
    }
}
