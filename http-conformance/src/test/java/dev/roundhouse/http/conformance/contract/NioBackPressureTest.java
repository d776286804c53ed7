package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.BackPressureContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioBackPressureTest extends BackPressureContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
