package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.TransportContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioContractTest extends TransportContract {
    @Override
    public Transport transport() {
        return new NioTransport();
    }

    @Override
    protected boolean canStopAcceptingWhileHandlersRun() {
        return false;
    }
}
