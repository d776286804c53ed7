package dev.roundhouse.http.conformance.runner;

import java.io.IOException;
import java.time.Duration;

/** A line that writes down what is said, for evidence. */
public final class RecordingTestChannel implements TestChannel {
    private final TestChannel channel;
    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder received = new StringBuilder();

    /** Writes down what goes over this line. */
    public RecordingTestChannel(TestChannel testChannel) {
        this.channel = testChannel;
    }

    /** All octets that were sent. */
    public String sent() {
        return sent.toString();
    }

    /** All octets that came. */
    public String received() {
        return received.toString();
    }

    @Override
    public void send(String bytes) throws IOException {
        sent.append(bytes);
        channel.send(bytes);
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public String receive() throws IOException, ReceiveTimeoutException {
        String bytes = channel.receive();
        received.append(bytes);
        return bytes;
    }

    @Override
    public boolean isIdle() throws IOException {
        return channel.isIdle();
    }

    @Override
    public void advanceTime(Duration time) throws IOException {
        channel.advanceTime(time);
    }

    @Override
    public void drain() throws IOException {
        channel.drain();
    }
}
