package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.InputDuringOutputContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioInputDuringOutputTest extends InputDuringOutputContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
