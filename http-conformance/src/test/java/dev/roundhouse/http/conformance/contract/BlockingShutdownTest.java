package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.ShutdownContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingShutdownTest extends ShutdownContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }
}
