package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.LaterReplyEndContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingLaterReplyEndTest extends LaterReplyEndContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }

    @Override
    protected boolean canDetectDisconnectWhileReplyIsPending() {
        return false;
    }
}
