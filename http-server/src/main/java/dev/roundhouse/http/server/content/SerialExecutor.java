package dev.roundhouse.http.server.content;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks one after the other, in their order, by threads of another executor. Its tasks do not throw. */
final class SerialExecutor implements Executor {
    private final Executor threads;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    SerialExecutor(Executor threads) {
        this.threads = threads;
    }

    /**
     * Adds a task. When the other executor rejects it, or cannot create a thread, it is run by the caller: a file must be closed
     * in any case.
     */
    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        try {
            threads.execute(this::runAll);
        } catch (RejectedExecutionException | OutOfMemoryError noThread) {
            runAll();
        }
    }

    private void runAll() {
        for (Optional<Runnable> task = next(); task.isPresent(); task = next()) {
            task.get().run();
        }
    }

    private Optional<Runnable> next() {
        synchronized (tasks) {
            Optional<Runnable> task = Optional.ofNullable(tasks.poll());
            running = task.isPresent();
            return task;
        }
    }
}
