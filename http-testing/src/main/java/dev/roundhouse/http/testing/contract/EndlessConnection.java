package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.connection.CloseState;
import dev.roundhouse.http.connection.CompletedExchange;
import dev.roundhouse.http.connection.Connection;
import dev.roundhouse.http.connection.Exchange;
import dev.roundhouse.http.connection.Output;
import dev.roundhouse.http.connection.OutputQueue;
import dev.roundhouse.http.message.Body;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** A connection that sends bytes from the first received byte to the second one, and then closes. */
final class EndlessConnection implements Connection {
    /** No test needs so many: a connection that receives nothing ends here. */
    static final long MAX_BYTES = 64L << 20;

    private final OutputQueue output = new OutputQueue();
    private final boolean wantsInputAlways;
    private long produced;
    private boolean started;
    private boolean stopped;
    private boolean aborted;

    /** @param wantsInputAlways whether it wants input while there is output; otherwise it wants none before all is sent */
    EndlessConnection(boolean wantsInputAlways) {
        this.wantsInputAlways = wantsInputAlways;
    }

    private Body.Progress produce(ByteBuffer target) {
        if (stopped || produced >= MAX_BYTES) {
            return Body.Progress.ENDED;
        }
        produced += target.remaining();
        target.position(target.limit());
        return Body.Progress.MORE;
    }

    @Override
    public void receive(ByteBuffer bytes, long nowNanos) {
        bytes.position(bytes.limit());
        if (started) {
            stopped = true;
        } else {
            started = true;
            output.add(new Body.Streamed(this::produce));
        }
    }

    @Override
    public void receiveEof(long nowNanos) {
        stopped = true;
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
        aborted = true;
        output.abort();
    }

    @Override
    public boolean wantsInput() {
        return !stopped && !aborted && (wantsInputAlways || output.isEmpty());
    }

    @Override
    public boolean isWaiting() {
        return output.isWaiting();
    }

    @Override
    public Optional<Exchange> nextExchange(long now) {
        return Optional.empty();
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
        return !output.isEmpty();
    }

    @Override
    public void takeCompletedExchanges(Consumer<? super CompletedExchange> target) {
        // There is none.
    }

    @Override
    public CloseState closeState() {
        return aborted || (stopped && output.isEmpty()) ? CloseState.CLOSE : CloseState.OPEN;
    }
}
