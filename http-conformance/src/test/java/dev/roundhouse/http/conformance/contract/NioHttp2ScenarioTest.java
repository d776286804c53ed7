package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioHttp2ScenarioTest extends Http2ScenarioContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
