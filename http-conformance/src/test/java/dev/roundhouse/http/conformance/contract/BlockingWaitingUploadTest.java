package dev.roundhouse.http.conformance.contract;

import dev.roundhouse.http.testing.contract.WaitingUploadContract;
import dev.roundhouse.http.transport.Transport;
import dev.roundhouse.http.transport.blocking.BlockingTransport;

class BlockingWaitingUploadTest extends WaitingUploadContract {
    @Override
    public Transport transport() {
        return new BlockingTransport();
    }
}
