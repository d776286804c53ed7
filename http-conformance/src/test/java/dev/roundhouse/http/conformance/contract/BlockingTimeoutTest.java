package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.TimeoutContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingTimeoutTest extends TimeoutContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }
}
