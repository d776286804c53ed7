package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.FairnessContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingFairnessTest extends FairnessContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }
}
