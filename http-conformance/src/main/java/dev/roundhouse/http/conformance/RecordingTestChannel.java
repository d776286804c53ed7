package dev.roundhouse.http.conformance;

import java.io.IOException;
import java.time.Duration;

/** A line that writes down what is said, for evidence. */
public final class RecordingTestChannel implements TestChannel {
    private final TestChannel line;
    private final StringBuilder sent = new StringBuilder();
    private final StringBuilder heard = new StringBuilder();

    /** Writes down what goes over this line. */
    public RecordingTestChannel(TestChannel line) {
        this.line = line;
    }

    /** All octets that were sent. */
    public String sent() {
        return sent.toString();
    }

    /** All octets that came. */
    public String heard() {
        return heard.toString();
    }

    @Override
    public void send(String octets) throws IOException {
        sent.append(octets);
        line.send(octets);
    }

    @Override
    public void end() throws IOException {
        line.end();
    }

    @Override
    public String receive() throws IOException, ReceiveTimeoutException {
        String octets = line.receive();
        heard.append(octets);
        return octets;
    }

    @Override
    public boolean isQuiet() throws IOException {
        return line.isQuiet();
    }

    @Override
    public void pass(Duration time) throws IOException {
        line.pass(time);
    }

    @Override
    public void drain() throws IOException {
        line.drain();
    }
}
