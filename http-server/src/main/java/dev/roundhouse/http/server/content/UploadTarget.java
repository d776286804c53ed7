package dev.roundhouse.http.server.content;

import dev.roundhouse.http.message.Reply;
import java.util.function.Function;

/**
 * What the body of a request is received into, made by {@link Uploads}.
 *
 * <pre>{@code
 * return Uploads.toBytes(1 << 20).then(bytes -> Response.plain(Status.OK, bytes.length + " bytes"));
 * }</pre>
 *
 * @param <T> what the handler gets: bytes, a text, a path
 */
public final class UploadTarget<T> {
    private final Function<BodyHandler<? super T>, Reply> replies;

    UploadTarget(Function<BodyHandler<? super T>, Reply> replies) {
        this.replies = replies;
    }

    /**
     * Returns the reply of a handler: receives the body, and calls a function with it.
     *
     * @param handler called once when the body is complete, not at all when it is rejected
     */
    public Reply then(BodyHandler<? super T> handler) {
        return replies.apply(handler);
    }
}
