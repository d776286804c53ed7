package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.TimeoutContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioTimeoutTest extends TimeoutContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
