package dev.roundhouse.http.conformance.http2;

import dev.roundhouse.http.conformance.runner.MismatchException;
import dev.roundhouse.http.conformance.runner.ReceiveTimeoutException;
import dev.roundhouse.http.conformance.runner.TestChannel;
import dev.roundhouse.http.h2.frame.FrameWriter;
import java.io.IOException;

/** Finds out whether a server uses HTTP/2 without a negotiation. RFC 9113 §3.3 */
public final class PriorKnowledge {
    private PriorKnowledge() {}

    /** Whether the server responds to a client preface with SETTINGS, as the first frame must be. RFC 9113 §3.4 */
    public static boolean isUsed(TestChannel newConnection) throws IOException {
        FrameChannel channel = new FrameChannel(newConnection);
        channel.send(FrameChannel.PREFACE);
        channel.send(FrameWriter.settings());
        try {
            return channel.readFrame();
        } catch (MismatchException | ReceiveTimeoutException notHttp2) {
            return false;
        }
    }
}
