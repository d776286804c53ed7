package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.FailureContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingFailureTest extends FailureContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }
}
