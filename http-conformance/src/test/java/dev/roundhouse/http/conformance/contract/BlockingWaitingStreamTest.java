package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.WaitingStreamContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingWaitingStreamTest extends WaitingStreamContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }
}
