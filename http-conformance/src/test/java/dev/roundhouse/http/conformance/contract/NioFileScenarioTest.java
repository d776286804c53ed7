package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioFileScenarioTest extends FileScenarioContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
