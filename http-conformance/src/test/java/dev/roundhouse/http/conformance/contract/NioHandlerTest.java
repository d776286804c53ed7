package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.HandlerContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioHandlerTest extends HandlerContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
