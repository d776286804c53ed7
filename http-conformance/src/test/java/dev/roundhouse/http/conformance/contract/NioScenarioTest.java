package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioScenarioTest extends ScenarioContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
