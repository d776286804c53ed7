package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/** A connection whose results a test sets. It keeps the rules of {@link Connection} unless a test makes it break them. */
final class ScriptedConnection implements Connection {
    final OutputQueue output = new OutputQueue();
    final ArrayDeque<Exchange> exchanges = new ArrayDeque<>();
    boolean wantsInput = true;
    boolean consumesInput = true;
    boolean ignoresAbort;
    boolean ignoresEof;
    Optional<Boolean> busy = Optional.empty();
    CloseState closeState = CloseState.OPEN;
    int replies;

    /** An exchange that counts its replies. */
    final class ScriptedExchange implements Exchange {
        @Override
        public Request request() {
            return Request.get("host", "/");
        }

        @Override
        public void reply(Reply reply, long nowNanos) {
            replies++;
        }

        @Override
        public void fail(long nowNanos) {
            replies++;
        }
    }

    @Override
    public void receive(ByteBuffer bytes, long nowNanos) {
        if (consumesInput) {
            bytes.position(bytes.limit());
        }
    }

    @Override
    public void receiveEof(long nowNanos) {
        if (!ignoresEof) {
            wantsInput = false;
        }
    }

    @Override
    public void markSent(long count, long nowNanos) {
        output.advance(count);
    }

    @Override
    public void handleTimeout(long nowNanos) {}

    @Override
    public void resume(long now) {
        output.resume();
    }

    @Override
    public void drain(long now) {}

    @Override
    public void abort(long nowNanos) {
        output.abort();
        if (!ignoresAbort) {
            wantsInput = false;
            closeState = CloseState.CLOSE;
        }
    }

    @Override
    public boolean wantsInput() {
        return wantsInput;
    }

    @Override
    public boolean isWaiting() {
        return output.isWaiting();
    }

    @Override
    public Optional<Exchange> nextExchange(long now) {
        return Optional.ofNullable(exchanges.poll());
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public long deadline() {
        return NO_DEADLINE;
    }

    @Override
    public boolean isBusy() {
        return busy.orElse(!output.isEmpty());
    }

    @Override
    public void takeCompletedExchanges(Consumer<? super CompletedExchange> target) {
        // There is none.
    }

    @Override
    public CloseState closeState() {
        return closeState;
    }
}
