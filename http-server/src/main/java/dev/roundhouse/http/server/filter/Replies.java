package dev.roundhouse.http.server.filter;

import dev.roundhouse.http.connection.FatalErrors;
import dev.roundhouse.http.message.LaterReply;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Upload;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Changes of replies that go further than {@link Reply#map}. */
final class Replies {
    private Replies() {}

    /** Returns the reply with its upload, if it is one or becomes one later, replaced by another one. */
    static Reply mapUpload(Reply reply, UnaryOperator<Upload> change) {
        if (reply instanceof Upload upload) {
            return change.apply(upload);
        }
        return reply instanceof LaterReply later
                ? new DependentStage(later, result -> mapUpload(result, change), failure -> Optional.empty()).reply()
                : reply;
    }

    /** Provides a reply, or fails. */
    interface ReplySource {
        Reply get() throws IOException;
    }

    /** Returns the reply of a source, with responses for the failures of the source and of the reply. */
    static Reply recover(ReplySource source, Function<Throwable, Optional<Response>> recovery) throws IOException {
        Reply reply;
        try {
            reply = source.get();
        } catch (Throwable failure) {
            Optional<Response> response = responseTo(failure, recovery);
            if (response.isPresent()) {
                return response.get();
            }
            throw failure;
        }
        return recover(reply, recovery);
    }

    /** Returns the response for a failure. One that must end the thread has none, and is thrown. */
    static Optional<Response> responseTo(Throwable failure, Function<Throwable, Optional<Response>> recovery) {
        FatalErrors.rethrowIfFatal(failure);
        return recovery.apply(failure);
    }

    /** Returns the reply with responses for the failures of its stage or of its upload. */
    static Reply recover(Reply reply, Function<Throwable, Optional<Response>> recovery) {
        if (reply instanceof Upload upload) {
            return FilteredUpload.recovering(upload, recovery);
        }
        return reply instanceof LaterReply later
                ? new DependentStage(later, result -> recover(result, recovery), recovery).reply()
                : reply;
    }

    /** The stage of a reply that depends on another one. When it is cancelled, so is the other one. */
    private static final class DependentStage extends CompletableFuture<Reply> {
        private final LaterReply source;

        private DependentStage(
                LaterReply source, Function<Reply, Reply> change, Function<Throwable, Optional<Response>> recovery) {
            this.source = source;
            source.stage()
                    .<Reply>handle((reply, failure) -> failure == null
                            ? change.apply(reply)
                            : responseTo(LaterReply.cause(failure), recovery)
                                    .orElseThrow(() -> new CompletionException(LaterReply.cause(failure))))
                    .whenComplete(this::complete);
        }

        private Reply reply() {
            return Reply.later(this);
        }

        private void complete(Reply reply, Throwable failure) {
            boolean isFirst = failure == null ? complete(reply) : completeExceptionally(LaterReply.cause(failure));
            if (!isFirst && reply != null) {
                reply.release();
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean isCancelled = super.cancel(mayInterruptIfRunning);
            source.cancel();
            return isCancelled;
        }
    }
}
