package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.WakeUpContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingWakeUpTest extends WakeUpContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }
}
