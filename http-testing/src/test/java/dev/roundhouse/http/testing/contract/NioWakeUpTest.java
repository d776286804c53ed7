package dev.roundhouse.http.testing.contract;

import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.nio.NioTransport;

class NioWakeUpTest extends WakeUpContract {
    @Override
    protected Transport transport() {
        return new NioTransport();
    }
}
