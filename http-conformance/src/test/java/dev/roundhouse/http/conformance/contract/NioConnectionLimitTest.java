package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.ConnectionLimitContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioConnectionLimitTest extends ConnectionLimitContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
