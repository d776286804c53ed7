package dev.roundhouse.http.testing.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import dev.roundhouse.http.message.Body;
import dev.roundhouse.http.message.Headers;
import dev.roundhouse.http.message.Method;
import dev.roundhouse.http.message.Reply;
import dev.roundhouse.http.message.Request;
import dev.roundhouse.http.message.Response;
import dev.roundhouse.http.message.Status;
import dev.roundhouse.http.message.Upload;
import dev.roundhouse.http.testing.RawClient;
import dev.roundhouse.http.testing.contract.fixture.EventProducer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Wake-ups: at any time, by any thread, at any rate. A transport with event loops has one. */
public abstract class WakeUpContract extends LaterReplyFixture {
    private static final String NOW = "GET /now HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int LOCK_STEPS = 5_000;
    private static final int STORM = 1_000_000;

    /** Of each kind. */
    private static final int IDLE_CLIENTS = 60;

    private static final int CPU_ROUNDS = 20;
    private static final long CPU_ROUND_MILLIS = 500;

    /** A loop that does not wait takes all the time of a processor. */
    private static final double MAX_CPU = 0.5;

    private final List<RawClient> clients = new ArrayList<>();

    /** For subclasses. */
    protected WakeUpContract() {}

    @AfterEach
    void closeClients() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    private RawClient openClient(String text) throws IOException {
        RawClient client = client();
        clients.add(client);
        client.send(text);
        return client;
    }

    private static Response streamed(Body.Producer producer) {
        return new Response(Status.OK, Headers.EMPTY, new Body.Streamed(producer));
    }

    /** The client of one thread and the producer of another proceed by turns: a wake-up that is lost stops both. */
    @Test
    void no_wake_up_is_lost() throws Exception {
        long seed = new Random().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        EventProducer events = new EventProducer();
        start(request -> events.response());
        Semaphore turn = new Semaphore(1);
        others.execute(() -> sendInTurn(events, turn, random.split()));
        RawClient client = openClient(GET);
        client.readHead();
        for (int step = 0; step < LOCK_STEPS; step++) {
            int number = step;
            assertEquals("00000001\r\n.\r\n", client.read(13), () -> "step " + number + ", seed " + seed);
            spin(random.nextInt(20_000));
            turn.release();
        }
    }

    private static void sendInTurn(EventProducer events, Semaphore turn, SplittableRandom random) {
        for (int step = 0; step < LOCK_STEPS; step++) {
            turn.acquireUninterruptibly();
            spin(random.nextInt(20_000));
            events.send(".");
        }
    }

    private static void spin(long nanos) {
        long endNanos = System.nanoTime() + nanos;
        while (System.nanoTime() - endNanos < 0) {
            Thread.onSpinWait();
        }
    }

    /** Is in its second call while another thread wakes it up. */
    private static final class BusyProducer implements Body.Producer {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();
        private volatile Runnable wakeUp = () -> {};

        @Override
        public void start(Runnable toBeCalled) {
            wakeUp = toBeCalled;
        }

        @Override
        public Body.Progress produce(ByteBuffer target) throws IOException {
            if (calls.incrementAndGet() == 2) {
                entered.countDown();
                try {
                    released.await();
                } catch (InterruptedException interrupted) {
                    throw new IOException(interrupted);
                }
            }
            return Body.Progress.WAITING;
        }
    }

    @Test
    void many_wake_ups_of_one_connection_are_one() throws Exception {
        BusyProducer producer = new BusyProducer();
        start(request -> request.target().path().equals("/now") ? path(request) : streamed(producer));
        openClient(GET).readHead();
        producer.wakeUp.run();
        assertTrue(producer.entered.await(20, TimeUnit.SECONDS));
        for (int count = 0; count < STORM; count++) {
            producer.wakeUp.run();
        }
        producer.released.countDown();
        RawClient quick = openClient(NOW);
        assertEndsWith("\r\n\r\n/now\n", quick.readResponse());
        Thread.sleep(200);

        assertTrue(producer.calls.get() < 10, () -> producer.calls + " calls");
    }

    /** Wakes itself up in each call, and has something in each hundredth. */
    private static final class RestlessProducer implements Body.Producer {
        private Runnable wakeUp;
        private int calls;

        @Override
        public void start(Runnable toBeCalled) {
            wakeUp = toBeCalled;
            wakeUp.run();
        }

        @Override
        public Body.Progress produce(ByteBuffer target) {
            if (++calls % 100 == 0) {
                target.put((byte) '.');
            }
            wakeUp.run();
            return Body.Progress.WAITING;
        }
    }

    @Test
    void streams_that_wake_themselves_up_starve_no_other_client() throws Exception {
        start(request -> request.target().path().equals("/now") ? path(request) : streamed(new RestlessProducer()));
        for (int number = 0; number < 20; number++) {
            openClient(GET).readHead();
        }
        RawClient quick = client();
        clients.add(quick);
        for (int round = 0; round < 100; round++) {
            quick.send(NOW);
            assertEndsWith("\r\n\r\n/now\n", quick.readResponse());
        }
        for (RawClient client : clients.subList(0, 20)) {
            assertEquals("00000001\r\n.\r\n", client.read(13));
        }
    }

    /** Is ready in each second call, and wakes itself up in each. */
    private static final class RestlessUpload implements Upload {
        private Runnable wakeUp = () -> {};
        private boolean ready;
        private long count;

        @Override
        public void start(Runnable toBeCalled) {
            wakeUp = toBeCalled;
            wakeUp.run();
        }

        @Override
        public boolean isReady() {
            ready = !ready;
            wakeUp.run();
            return !ready;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            count += bytes.remaining();
        }

        @Override
        public Reply finish() {
            return Response.plain(Status.OK, count + " bytes");
        }
    }

    @Test
    void upload_may_wake_itself_up_in_each_call() throws Exception {
        start(request -> new RestlessUpload());
        RawClient client = client();
        clients.add(client);
        for (int round = 0; round < 3; round++) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000\r\n\r\n" + "x".repeat(500_000));
            assertEndsWith("\r\n\r\n500000 bytes\n", client.readResponse());
        }
    }

    /** Has a response when the test wants it. */
    private static final class InterruptedUpload implements Upload {
        private final CountDownLatch received = new CountDownLatch(1);
        private volatile Runnable wakeUp = () -> {};
        private volatile Optional<Response> response = Optional.empty();

        @Override
        public void start(Runnable toBeCalled) {
            wakeUp = toBeCalled;
        }

        @Override
        public void receive(ByteBuffer bytes) {
            received.countDown();
        }

        @Override
        public Optional<Response> earlyResponse() {
            return response;
        }

        @Override
        public Reply finish() {
            return Response.plain(Status.OK, "complete");
        }
    }

    @Test
    void upload_may_respond_while_the_client_sends_nothing() throws Exception {
        InterruptedUpload upload = new InterruptedUpload();
        start(request -> request.target().path().equals("/now") ? path(request) : upload);
        RawClient client = openClient("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf.");
        assertTrue(upload.received.await(20, TimeUnit.SECONDS));
        Thread.sleep(100);
        upload.response = Optional.of(Response.plain(Status.OK, "enough"));
        upload.wakeUp.run();
        assertEndsWith("\r\n\r\nenough\n", client.readResponse());
        client.send("half." + NOW);

        assertEndsWith("\r\n\r\n/now\n", client.readResponse());
    }

    private static final class UnreadyUpload implements Upload {
        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void receive(ByteBuffer bytes) {}

        @Override
        public Reply finish() {
            return Response.of(Status.OK);
        }
    }

    private Reply wait(Request request) {
        if (request.method().equals(Method.POST)) {
            return new UnreadyUpload();
        }
        return request.target().path().equals("/stream") ? new EventProducer().response() : promise(request);
    }

    /** Half of the clients have sent more than is read, or have closed their sending side. */
    @Test
    void connections_that_wait_need_no_processor_time() throws Exception {
        start(this::wait);
        String stream = "GET /stream HTTP/1.1\r\nHost: a\r\n\r\n";
        String post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";
        for (int number = 0; number < IDLE_CLIENTS; number++) {
            String more = number % 2 == 0 ? "" : GET.repeat(1000);
            for (String text : List.of(GET + more, stream + more, post + more)) {
                RawClient client = openClient(text);
                if (number % 4 < 2) {
                    client.shutdownOutput();
                }
            }
        }
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double least = Double.MAX_VALUE;
        for (int round = 0; round < CPU_ROUNDS && least > MAX_CPU; round++) {
            long startNanos = System.nanoTime();
            long startCpuNanos = process.getProcessCpuTime();
            Thread.sleep(CPU_ROUND_MILLIS);
            long cpuNanos = process.getProcessCpuTime() - startCpuNanos;
            least = Math.min(least, (double) cpuNanos / (System.nanoTime() - startNanos));
        }
        double used = least;
        assertTrue(used <= MAX_CPU, () -> "share of a processor: " + used);
    }
}
