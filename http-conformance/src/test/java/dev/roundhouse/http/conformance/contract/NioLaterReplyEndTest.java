package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.LaterReplyEndContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioLaterReplyEndTest extends LaterReplyEndContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }

    @Override
    protected boolean canDetectDisconnectWhileReplyIsPending() {
        return true;
    }

    /** On other systems, the selector does not report an error of a socket from which nothing is to be read. */
    @Override
    protected boolean canDetectResetBehindUnreadBytes() {
        return System.getProperty("os.name").equals("Linux");
    }
}
