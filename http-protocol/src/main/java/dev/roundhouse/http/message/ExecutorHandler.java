package dev.roundhouse.http.message;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Calls a handler by a thread of an executor. */
final class ExecutorHandler implements Handler {
    private static final String OVERLOADED = "The server is overloaded. Please try again later.";

    private final Handler handler;
    private final Executor executor;

    ExecutorHandler(Handler handler, Executor executor) {
        this.handler = handler;
        this.executor = executor;
    }

    @Override
    public Reply handle(Request request) {
        CompletableFuture<Reply> stage = new CompletableFuture<>();
        try {
            executor.execute(() -> run(request, stage));
        } catch (RejectedExecutionException | OutOfMemoryError overloaded) {
            // An executor throws the error when it cannot create a thread: existing ones are not affected.
            return Response.plain(Status.SERVICE_UNAVAILABLE, OVERLOADED).with(FieldName.RETRY_AFTER, "1");
        }
        return Reply.later(stage);
    }

    private void run(Request request, CompletableFuture<Reply> stage) {
        if (stage.isDone()) {
            // Cancelled before a thread was free.
            return;
        }
        try {
            Reply reply = handler.handle(request);
            if (!stage.complete(reply) && reply != null) {
                reply.release();
            }
        } catch (Throwable failure) {
            stage.completeExceptionally(failure);
        }
    }
}
