package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingFileScenarioTest extends FileScenarioContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }
}
