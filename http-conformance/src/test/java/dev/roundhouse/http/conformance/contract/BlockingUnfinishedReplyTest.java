package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.UnfinishedReplyContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingUnfinishedReplyTest extends UnfinishedReplyContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }
}
