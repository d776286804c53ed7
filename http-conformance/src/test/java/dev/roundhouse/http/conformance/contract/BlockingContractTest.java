package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.TransportContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingContractTest extends TransportContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }

    @Override
    protected boolean canStopAcceptingWhileHandlersRun() {
        return true;
    }
}
