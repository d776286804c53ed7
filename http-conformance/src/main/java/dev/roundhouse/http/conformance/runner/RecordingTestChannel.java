package dev.roundhouse.http.conformance.runner;

import java.io.IOException;
import java.time.Duration;

/** A channel that records what is sent and received. */
public final class RecordingTestChannel implements TestChannel {
    private final TestChannel channel;
    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder received = new StringBuilder();

    /** Records the traffic of this channel. */
    public RecordingTestChannel(TestChannel testChannel) {
        this.channel = testChannel;
    }

    /** All bytes sent, one character each. */
    public String sent() {
        return sent.toString();
    }

    /** All bytes received, one character each. */
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
