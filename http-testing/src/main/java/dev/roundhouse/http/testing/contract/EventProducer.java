package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A body whose bytes the test provides, by any thread. */
final class EventProducer implements Body.Producer {
    private final Queue<ByteBuffer> events = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Headers trailers = Headers.EMPTY;
    private volatile boolean ended;
    private volatile Runnable wakeUp = () -> {};

    Response response() {
        return new Response(Status.OK, Headers.EMPTY, new Body.Streamed(this));
    }

    void send(String event) {
        events.add(ByteBuffer.wrap(event.getBytes(StandardCharsets.US_ASCII)));
        wakeUp.run();
    }

    void end(Headers fields) {
        trailers = fields;
        ended = true;
        wakeUp.run();
    }

    /** Waits until the connection has closed this body; false if it does not. */
    boolean awaitClosed() throws InterruptedException {
        return closed.await(20, TimeUnit.SECONDS);
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    @Override
    public void start(Runnable toBeCalled) {
        wakeUp = toBeCalled;
    }

    @Override
    public Body.Progress produce(ByteBuffer target) {
        boolean last = ended;
        for (ByteBuffer event = events.poll(); event != null; event = events.poll()) {
            target.put(event);
        }
        return last ? Body.Progress.ENDED : Body.Progress.WAITING;
    }

    @Override
    public Headers trailers() {
        return trailers;
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
