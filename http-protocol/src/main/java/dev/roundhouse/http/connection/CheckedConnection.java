package dev.roundhouse.http.connection;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * A connection that passes all calls on to another one, and checks the rules in the class comment of {@link Connection}. For
 * the tests of a caller or of a connection type; costs too much for a server.
 *
 * <pre>{@code
 * Connection connection = new CheckedConnection(new Http1Connection(limits, timeouts, fields, nowNanos));
 * }</pre>
 */
public final class CheckedConnection implements Connection {
    private final Connection connection;
    private final Consumer<IllegalStateException> onViolation;
    private final CheckedOutput output;

    private boolean hasTime;
    private long lastNanos;
    private boolean eof;
    private boolean aborted;
    private int openExchanges;

    /** Checks a connection. A violation is thrown as an {@link IllegalStateException}. */
    public CheckedConnection(Connection connection) {
        this(connection, violation -> {});
    }

    /**
     * Checks a connection.
     *
     * @param onViolation called with each violation before it is thrown, for callers that catch exceptions
     */
    public CheckedConnection(Connection connection, Consumer<IllegalStateException> onViolation) {
        this.connection = connection;
        this.onViolation = onViolation;
        this.output = new CheckedOutput(connection.output());
    }

    @Override
    public void receive(ByteBuffer bytes, long nowNanos) {
        applyEvent(nowNanos, time -> {
            require(!eof, "receive() after receiveEof()");
            require(connection.wantsInput(), "receive() although wantsInput() is false");
            connection.receive(bytes, time);
            require(!bytes.hasRemaining(), "connection did not consume all received bytes");
        });
    }

    @Override
    public void receiveEof(long nowNanos) {
        applyEvent(nowNanos, time -> {
            require(!eof, "receiveEof() twice");
            eof = true;
            connection.receiveEof(time);
        });
    }

    @Override
    public void markSent(long count, long nowNanos) {
        applyEvent(nowNanos, time -> {
            require(count >= 0, "markSent() with a negative number");
            require(
                    count <= output.shown,
                    "markSent(" + count + "), but output() has shown " + output.shown + " bytes");
            output.shown -= count;
            connection.markSent(count, time);
        });
    }

    @Override
    public void handleTimeout(long nowNanos) {
        applyEvent(nowNanos, connection::handleTimeout);
    }

    @Override
    public void drain(long nowNanos) {
        applyEvent(nowNanos, connection::drain);
    }

    @Override
    public void resume(long nowNanos) {
        applyEvent(nowNanos, connection::resume);
    }

    @Override
    public void abort(long nowNanos) {
        checkTime(nowNanos);
        connection.abort(nowNanos);
        aborted = true;
        checkConnection();
    }

    @Override
    public boolean wantsInput() {
        return connection.wantsInput();
    }

    @Override
    public boolean isWaiting() {
        return connection.isWaiting();
    }

    @Override
    public Optional<Exchange> nextExchange(long nowNanos) {
        checkTime(nowNanos);
        Optional<Exchange> next = connection.nextExchange(nowNanos);
        if (next.isPresent()) {
            require(!aborted, "connection handed out an exchange after abort()");
            openExchanges++;
        } else {
            checkProgress();
        }
        return next.map(CheckedExchange::new);
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public long writeDeadline() {
        return connection.writeDeadline();
    }

    @Override
    public long deadline() {
        return connection.deadline();
    }

    @Override
    public boolean isBusy() {
        return connection.isBusy();
    }

    @Override
    public boolean endsSilently() {
        return connection.endsSilently();
    }

    @Override
    public void takeCompletedExchanges(Consumer<? super CompletedExchange> target) {
        connection.takeCompletedExchanges(target);
    }

    @Override
    public CloseState closeState() {
        return connection.closeState();
    }

    private void applyEvent(long nowNanos, LongConsumer event) {
        require(!aborted, "event after abort()");
        checkTime(nowNanos);
        event.accept(nowNanos);
        checkConnection();
    }

    private void checkTime(long nowNanos) {
        require(!hasTime || nowNanos - lastNanos >= 0, "time went back by " + (lastNanos - nowNanos) + " ns");
        hasTime = true;
        lastNanos = nowNanos;
    }

    /** The rules that a connection keeps after each event. */
    private void checkConnection() {
        CloseState closeState = connection.closeState();
        boolean isEmpty = connection.output().isEmpty();
        require(closeState == CloseState.OPEN || isEmpty, "close state is " + closeState + " while there is output");
        require(isEmpty || connection.isBusy(), "connection is not busy although it has output");
        require(!eof || !connection.wantsInput(), "connection wants input after receiveEof()");
        if (aborted) {
            require(closeState == CloseState.CLOSE, "close state is " + closeState + " after abort()");
            require(!connection.wantsInput(), "connection wants input after abort()");
            require(connection.deadline() == NO_DEADLINE, "connection has a deadline after abort()");
            require(!connection.isWaiting(), "connection is waiting after abort()");
        }
    }

    /** There is no exchange to hand out: then something else must be able to happen. */
    private void checkProgress() {
        boolean waits = openExchanges > 0
                || connection.isWaiting()
                || connection.wantsInput()
                || !connection.output().isEmpty();
        require(
                waits || connection.closeState() == CloseState.CLOSE,
                "connection wants no input, has no output and no exchange, and is not to be closed");
    }

    private void require(boolean holds, String violation) {
        if (!holds) {
            IllegalStateException exception = new IllegalStateException(violation);
            onViolation.accept(exception);
            throw exception;
        }
    }

    /** Counts the bytes that the caller has seen. */
    private final class CheckedOutput implements Output {
        private final Output output;
        private long shown;

        private CheckedOutput(Output output) {
            this.output = output;
        }

        @Override
        public boolean isEmpty() {
            return output.isEmpty();
        }

        @Override
        public boolean isWaiting() {
            return output.isWaiting();
        }

        @Override
        public boolean startsWithSlice(long minLength) {
            return output.startsWithSlice(minLength);
        }

        @Override
        public Body.Slice nextSlice() {
            Body.Slice slice = output.nextSlice();
            shown = Math.max(shown, slice.length());
            return slice;
        }

        @Override
        public int copyTo(ByteBuffer target) throws IOException {
            int count = output.copyTo(target);
            shown = Math.max(shown, count);
            return count;
        }

        @Override
        public int gather(ByteBuffer buffer, ByteBuffer[] vector, long minSliceLength) throws IOException {
            require(
                    !output.startsWithSlice(minSliceLength),
                    "gather() although the output starts with a slice of that length");
            int count = output.gather(buffer, vector, minSliceLength);
            long bytes = 0;
            for (int i = 0; i < count; i++) {
                bytes += vector[i].remaining();
            }
            shown = Math.max(shown, bytes);
            return count;
        }
    }

    /** Checks that there is one reply. */
    private final class CheckedExchange implements Exchange {
        private final Exchange exchange;
        private boolean hasReply;

        private CheckedExchange(Exchange exchange) {
            this.exchange = exchange;
        }

        @Override
        public Request request() {
            return exchange.request();
        }

        @Override
        public void reply(Reply reply, long nowNanos) {
            reply(nowNanos, () -> exchange.reply(reply, nowNanos));
        }

        @Override
        public void fail(long nowNanos) {
            reply(nowNanos, () -> exchange.fail(nowNanos));
        }

        private void reply(long nowNanos, Runnable call) {
            require(!hasReply, "exchange already has a reply: " + request());
            hasReply = true;
            openExchanges--;
            checkTime(nowNanos);
            call.run();
            checkConnection();
        }
    }
}
