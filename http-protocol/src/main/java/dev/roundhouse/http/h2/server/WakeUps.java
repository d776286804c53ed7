package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Request;
import java.util.concurrent.atomic.AtomicBoolean;

/** The context of a connection, which remembers whether it was woken up: only then, its streams are searched for what has come. */
final class WakeUps implements ConnectionContext {
    private final ConnectionContext context;
    private final AtomicBoolean wokenUp = new AtomicBoolean();

    WakeUps(ConnectionContext context) {
        this.context = context;
    }

    /** Whether there was a wake-up since the last call. */
    boolean take() {
        return wokenUp.get() && wokenUp.getAndSet(false);
    }

    @Override
    public ConnectionInfo info() {
        return context.info();
    }

    @Override
    public void wakeUp() {
        wokenUp.set(true);
        context.wakeUp();
    }

    @Override
    public void compute(Runnable computation) {
        context.compute(computation);
    }

    @Override
    public void handlerFailed(Request request, Throwable cause) {
        context.handlerFailed(request, cause);
    }

    @Override
    public void contentFailed(Throwable cause) {
        context.contentFailed(cause);
    }

    @Override
    public void protocolError(int streamId, String rule, String message) {
        context.protocolError(streamId, rule, message);
    }
}
