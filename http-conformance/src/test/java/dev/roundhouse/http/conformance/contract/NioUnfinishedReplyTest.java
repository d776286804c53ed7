package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.UnfinishedReplyContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioUnfinishedReplyTest extends UnfinishedReplyContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
