package dev.roundhouse.http.h2.server;

import dev.roundhouse.http.connection.ConnectionContext;
import dev.roundhouse.http.message.ConnectionInfo;
import dev.roundhouse.http.message.Request;

/** The context of a connection, which remembers whether it was woken up: only then, its streams are searched for what has come. */
final class WakeUps implements ConnectionContext {
    private final ConnectionContext context;

    /** Set by any thread after what has come; reset before it is looked for. */
    private volatile boolean wokenUp;

    WakeUps(ConnectionContext context) {
        this.context = context;
    }

    /** Whether there was a wake-up since the last call. */
    boolean take() {
        boolean wasWokenUp = wokenUp;
        if (wasWokenUp) {
            wokenUp = false;
        }
        return wasWokenUp;
    }

    @Override
    public ConnectionInfo info() {
        return context.info();
    }

    @Override
    public void wakeUp() {
        wokenUp = true;
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
