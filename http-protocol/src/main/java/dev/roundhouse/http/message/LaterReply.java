package dev.roundhouse.http.message;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A reply that is completed later, made by {@link Reply#later}. The driver of the connection waits for {@link #stage}, passes
 * the result to the exchange, and calls {@link #cancel} when the reply is no longer needed.
 */
public final class LaterReply implements Reply {
    private final CompletionStage<? extends Reply> stage;
    private final Function<Reply, Reply> changes;

    LaterReply(CompletionStage<? extends Reply> stage) {
        this(Objects.requireNonNull(stage, "stage must not be null"), Function.identity());
    }

    private LaterReply(CompletionStage<? extends Reply> stage, Function<Reply, Reply> changes) {
        this.stage = stage;
        this.changes = changes;
    }

    /** Returns a stage that is completed with the reply, which may again be a later one, or with the failure; never with null. */
    public CompletionStage<Reply> stage() {
        return stage.thenApply(
                reply -> changes.apply(Objects.requireNonNull(reply, "the stage of a reply was completed with null")));
    }

    /** Cancels the handler's stage if it is a future. It may be completed nevertheless. */
    public void cancel() {
        if (stage instanceof Future<?> future) {
            try {
                future.cancel(true);
            } catch (UnsupportedOperationException e) {
                // As of CompletableFuture.minimalCompletionStage(): only its owner may complete it.
            }
        }
    }

    @Override
    public Reply map(UnaryOperator<Response> change) {
        return new LaterReply(stage, changes.andThen(reply -> reply.map(change)));
    }

    /** Cancels the stage, and releases the reply if it is completed nevertheless. */
    @Override
    public void release() {
        stage.thenAccept(Reply::release);
        cancel();
    }

    @Override
    public Reply await() throws IOException {
        try {
            return stage().toCompletableFuture().join().await();
        } catch (CompletionException e) {
            Throwable cause = cause(e);
            if (cause instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw cause instanceof IOException failure ? failure : new IOException(cause);
        }
    }

    /** Returns the cause of a failed stage, without the exceptions that dependent stages wrap around it. */
    public static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public String toString() {
        return "later reply of " + stage;
    }
}
