package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.FairnessContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioFairnessTest extends FairnessContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }
}
