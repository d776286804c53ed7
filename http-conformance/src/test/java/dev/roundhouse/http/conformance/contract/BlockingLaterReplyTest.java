package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.LaterReplyContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingLaterReplyTest extends LaterReplyContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }
}
